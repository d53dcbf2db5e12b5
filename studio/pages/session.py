"""The only access to Streamlit's session: ids and choices, never objects. Who is signed in survives a reload by a cookie."""

import json
import secrets
from collections.abc import Collection, Iterable
from datetime import UTC, datetime

import streamlit as st

from studio.service import PersonView, PolicySummary, SignedIn, Studio

COOKIE = "policy_studio"


@st.cache_resource(show_spinner=False)
def studio() -> Studio:
    """Return the one opened studio of this server."""
    return Studio.open()


def person() -> PersonView | None:
    """Return who is signed in: from the session, else by the cookie's token; None when nobody is."""
    token = st.session_state.get("token")
    if token is None and not st.session_state.get("signed_out"):
        token = st.context.cookies.get(COOKIE)
    found = studio().person_for_token(token) if token and isinstance(token, str) else None
    if found is not None:
        st.session_state["token"] = token
    return found


def actor() -> str:
    """Return the id of the person signed in, for Studio's methods."""
    found = person()
    if found is None:
        st.rerun()
    return found.id


def remember(signed_in: SignedIn) -> None:
    """Keep a person signed in for this session; ``keep_cookie`` of the next run makes it survive a reload."""
    st.session_state["token"] = signed_in.token
    st.session_state["cookie_until"] = signed_in.expires_at.isoformat()
    st.session_state["begin"] = bool(st.session_state.pop("signed_out", False))


def begins_anew() -> bool:
    """Tell, once, whether somebody signed in where somebody signed out: they begin at the library, not at the other's page."""
    return bool(st.session_state.pop("begin", False))


def keep_cookie() -> None:
    """Write the sign-in cookie once after signing in, or remove it after signing out."""
    until = st.session_state.pop("cookie_until", None)
    if until is not None:
        seconds = int((datetime.fromisoformat(until) - datetime.now(UTC)).total_seconds())
        _set_cookie(st.session_state["token"], max(seconds, 0))
    elif st.session_state.pop("forget_cookie", False):
        _set_cookie("", 0)


def _set_cookie(value: str, seconds: int) -> None:
    cookie = f"{COOKIE}={value}; path=/; max-age={seconds}; SameSite=Strict"
    script = f"<script>document.cookie = {json.dumps(cookie)} + (location.protocol === 'https:' ? '; Secure' : '')</script>"
    st.html(script, unsafe_allow_javascript=True)


def forget() -> None:
    """Sign out: end the token and drop everything the session held."""
    token = st.session_state.get("token")
    if token:
        studio().sign_out(token)
    st.session_state.clear()
    st.session_state["signed_out"] = True
    st.session_state["forget_cookie"] = True


def policy() -> PolicySummary | None:
    """Return the policy being worked on; None when none is chosen. Survives a reload through the page's address."""
    chosen = st.session_state.get("policy") or st.query_params.get("policy", "")
    found = next((item for item in studio().policies() if item.id == chosen), None) if chosen else None
    st.session_state["policy"] = found.id if found else ""
    if found and st.query_params.get("policy") != chosen:
        st.query_params["policy"] = chosen
    return found


def choose_policy(chosen: str) -> None:
    """Work on another policy; what was selected within the former one is dropped."""
    if chosen != st.session_state.get("policy"):
        for name in ("question", "product", "segment", "clause", "block", "corrected"):
            st.session_state.pop(name, None)
    st.session_state["policy"] = chosen


def product() -> str:
    """Return the id of the product being worked on, empty when none is. Survives a reload through the page's address."""
    return st.session_state.get("product") or st.query_params.get("product", "")


def segment() -> str:
    """Return the id of the segment being worked on, empty when none is. Survives a reload through the page's address."""
    return st.session_state.get("segment") or st.query_params.get("segment", "")


def begin_with_part(key: str, parts: Collection[str], usual: str) -> None:
    """Let the choice with this key begin with the part the page's address asks for, else with the ``usual`` one."""
    asked = st.query_params.get("part", "")
    st.session_state.setdefault(key, asked if asked in parts else usual)


def show_in_address(**names: str) -> None:
    """Write what is being worked on into the page's address, so that a reload or a passed-on link finds it."""
    for name, value in names.items():
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value


def chosen(name: str, default: str = "") -> str:
    """Return what is selected under ``name`` (question, product, clause …)."""
    return st.session_state.get(name) or default


def chosen_block() -> int | None:
    """Return the number of the source block selected; None when none is."""
    number = chosen("block")
    return int(number) if number else None


def choose(name: str, value: str) -> None:
    """Select ``value`` under ``name``."""
    st.session_state[name] = value


def notice(sentence: str) -> None:
    """Say something after the next rerun."""
    st.session_state["notice"] = sentence


def take_notice() -> str:
    """Return what is to be said, once."""
    return st.session_state.pop("notice", "")


def trouble(sentence: str) -> None:
    """Say at the next drawing why something was not done."""
    st.session_state["trouble"] = sentence


def take_trouble() -> str:
    """Return what stood in the way, once."""
    return st.session_state.pop("trouble", "")


def note_popover(key: str) -> bool:
    """Note that what opens on a click is on the page; tell, once, whether it is to be closed since what it asks for was done."""
    st.session_state.setdefault("popovers", set()).add(key)
    closing = st.session_state.setdefault("closing", set())
    asked = key in closing
    closing.discard(key)
    return asked


def close_popovers() -> None:
    """Have everything that opened on a click closed at the next drawing."""
    st.session_state.setdefault("closing", set()).update(st.session_state.get("popovers", ()))


def place(name: str) -> str:
    """Return a name for a place of this person's page that no other page has, not even another of their own."""
    known = st.session_state.setdefault("page_id", secrets.token_hex(6))
    return f"{known}/{name}"


def want_again(name: str) -> None:
    """Note that what went wrong at a place is to be tried once more."""
    st.session_state["again"] = name


def wanted_again(name: str) -> bool:
    """Tell, once, whether what went wrong at a place is to be tried once more."""
    if st.session_state.get("again") != name:
        return False
    del st.session_state["again"]
    return True


def steps(product_id: str, versions: Iterable[int]) -> tuple[list[int], list[int]]:
    """Return the versions of a product's arrangement one can go back and forth to, the next one last.

    ``versions`` are those there are when the page is first opened: all of them but the present one can be gone back to.
    """
    known = st.session_state.get("steps")
    if known is None or known["product"] != product_id:
        known = {"product": product_id, "back": list(versions)[:-1], "forth": []}
        st.session_state["steps"] = known
    return known["back"], known["forth"]


def cite(question_id: str, ref: str) -> None:
    """Add a clause to what the answer being written will rest on."""
    st.session_state.setdefault("cited", {}).setdefault(question_id, [])
    if ref not in st.session_state["cited"][question_id]:
        st.session_state["cited"][question_id].append(ref)


def cited(question_id: str) -> tuple[str, ...]:
    """Return the clauses added to the answer being written."""
    return tuple(st.session_state.get("cited", {}).get(question_id, ()))


def clear_cited(question_id: str) -> None:
    """Forget the clauses added: the answer was saved."""
    st.session_state.get("cited", {}).pop(question_id, None)


def generation(place: str) -> int:
    """Return how often the field at ``place`` was saved in this session; a saved field starts afresh."""
    return st.session_state.get("generations", {}).get(place, 0)


def renew(place: str) -> None:
    """Start the field at ``place`` afresh."""
    generations = st.session_state.setdefault("generations", {})
    generations[place] = generations.get(place, 0) + 1


def open_with(place: str, words: str) -> None:
    """Remember the words the field at ``place`` was opened with."""
    st.session_state.setdefault("opened", {})[place] = words


def opened_with(place: str) -> str | None:
    """Return the words the field at ``place`` was opened with, None when it was not."""
    return st.session_state.get("opened", {}).get(place)


def write_here(place: str, words: str) -> None:
    """Remember the words that were saved last at ``place`` from this very page."""
    st.session_state.setdefault("written", {})[place] = words


def written_here(place: str) -> str | None:
    """Return the words that were saved last at ``place`` from this very page, None when none were."""
    return st.session_state.get("written", {}).get(place)


def see(place: str, version: int) -> None:
    """Remember which version a person had before them when the field at ``place`` appeared."""
    st.session_state.setdefault("seen", {})[place] = version


def seen(place: str) -> int | None:
    """Return the version a person had before them; saving on top of it notices what others saved meanwhile."""
    return st.session_state.get("seen", {}).get(place)
