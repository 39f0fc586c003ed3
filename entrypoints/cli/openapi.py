"""`limen openapi`: the description of the API, as `/openapi.json` serves it."""

import json
from typing import Annotated, Any

import typer

from application.asker import ANYBODY, Asker, stated
from domain.identity.principal import Principal
from domain.plan.plan import Plan
from domain.spec.fault import nearest
from domain.spec.portal import CALLER, PUBLIC, VIEWS
from entrypoints.cli.config import OptionalConfig, plan_of
from entrypoints.cli.openapi_diff import diff

openapi = typer.Typer(invoke_without_command=True, add_completion=False, rich_markup_mode=None)
openapi.command("diff")(diff)
Many = list[str] | None
ViewOption = Annotated[
    str | None, typer.Option("--view", help="What is shown: everything, public or caller; the file's own unless said.")
]
PublicOption = Annotated[bool, typer.Option("--public", help="Short for --view public.")]
RoleOption = Annotated[Many, typer.Option("--role", help="As a caller with this role; may be given several times.")]
PermissionOption = Annotated[Many, typer.Option("--permission", help="As a caller whose token states this; the same.")]


@openapi.callback()
def described(
    context: typer.Context,
    config: OptionalConfig = None,
    view: ViewOption = None,
    public: PublicOption = False,
    role: RoleOption = None,
    permission: PermissionOption = None,
) -> None:
    """Print the description of the API, as one OpenAPI 3.1 document.

    Example: limen openapi -c gateway.yaml --view caller --role manager > manager.json
    """
    if context.invoked_subcommand is not None:
        return
    if config is None:
        raise typer.BadParameter("--config names the configuration: limen openapi -c gateway.yaml")
    plan = plan_of(config)
    shown = _view(view, is_public=public, is_somebodys=bool(role or permission))
    typer.echo(json.dumps(document(plan, _asker(plan, role or [], permission or []), shown), indent=2))


def document(plan: Plan, asker: Asker, view: str) -> dict[str, Any]:
    """FastAPI describes the gateway's own endpoints, and is imported only now."""
    from entrypoints.http.descriptions import described as found  # noqa: PLC0415
    from entrypoints.http.own import own_description  # noqa: PLC0415

    return found(own_description(), plan, asker, view)


def _view(asked: str | None, *, is_public: bool, is_somebodys: bool) -> str:
    """Empty: as the file says."""
    if asked is not None and asked not in VIEWS:
        raise typer.BadParameter(f"--view {asked}: {nearest(asked, VIEWS)}")
    wanted = {view for view in (asked, PUBLIC if is_public else None, CALLER if is_somebodys else None) if view}
    if len(wanted) > 1:
        raise typer.BadParameter("one of --public, --view, and --role with --permission, which are views of a caller")
    return next(iter(wanted), "")


def _asker(plan: Plan, roles: list[str], permissions: list[str]) -> Asker:
    unknown = next((role for role in roles if role not in plan.roles.roles), None)
    if unknown is not None:
        raise typer.BadParameter(f"role `{unknown}` is declared nowhere; {nearest(unknown, plan.roles.roles)}")
    if not roles and not permissions:
        return ANYBODY
    return stated(plan, Principal("somebody", frozenset(roles), frozenset(permissions)))
