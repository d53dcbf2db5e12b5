# make run   set up (first time), make the sample's products, open the studio
# make test  set up and run the tests
# PYTHON=/path/to/python3.12 make run   use another Python (3.11 or newer)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo none)
READY := $(VENV)/ready-$(VERSION)
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -q
HOST ?= 127.0.0.1
PORT ?= 8501
export PYTHONUTF8 := 1

.PHONY: run test setup lock clean benchmarks

run: $(READY)
	@$(BIN)/policy-studio run --host $(HOST) --port $(PORT)

test: $(READY)
	@$(BIN)/python -m pytest $(PYTEST)

setup: $(READY)

$(VENV)/made-$(VERSION):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "需要 Python 3.11 或更新版本，当前的 $(PYTHON) 不合要求；请安装后用 PYTHON=/路径/python3.12 make run 指定。" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "这个 Python 缺少 venv 组件，请安装（Debian、Ubuntu 上为 python3-venv）后重试。" >&2; exit 2; }
	@echo "正在准备运行环境（首次约需一两分钟）……"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/libraries-$(VERSION): $(VENV)/made-$(VERSION) requirements/build.txt requirements/lock.txt
	@echo "  1/3 安装工具" && $(PIP) install --require-hashes -r requirements/build.txt
	@echo "  2/3 安装程序库" && $(PIP) install --require-hashes --no-build-isolation -r requirements/lock.txt
	@touch $@

$(READY): $(VENV)/libraries-$(VERSION) pyproject.toml
	@echo "  3/3 安装工作室" && $(PIP) install --no-deps --no-build-isolation -e . 2>/dev/null
	@touch $@
	@echo "运行环境已就绪。"

# Needs uv on the PATH; run after changing dependencies in pyproject.toml or requirements/*.in.
lock:
	uv pip compile -q --universal --fork-strategy fewest --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --extra llm --extra voice --extra edge --extra ocr --extra test pyproject.toml -o requirements/lock.txt
	uv pip compile -q --no-deps --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	  --no-header --allow-unsafe requirements/build.in -o requirements/build.txt

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache
