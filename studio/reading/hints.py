"""What pages and records call the metadata fields, and the field each name means. Hints are kept under these fields."""

FIELDS = {
    "索引号": "index_number", "发文字号": "document_number", "文号": "document_number", "发文机关": "authority",
    "发布机构": "publisher", "发布机关": "publisher", "制发机关": "authority", "成文日期": "written_on", "生成日期": "written_on",
    "发布日期": "published_on", "公开日期": "published_on", "标题": "title", "名称": "title", "登记号": "registration_number",
    "统一编号": "registration_number", "统一登记号": "registration_number", "规范性文件编号": "registration_number",
    "规范性文件登记号": "registration_number", "公开方式": "openness", "公开形式": "openness", "公开范围": "scope",
    "实施日期": "effective_on", "生效日期": "effective_on", "失效日期": "expires_on",
}  # fmt: skip
