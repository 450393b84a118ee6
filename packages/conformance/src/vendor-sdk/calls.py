"""Calls every method of the vendor's SDK that version 1 or 2 of the description covers, and reports what happened.

Reads the settings as JSON from the standard input, and prints the report as JSON. The methods are found by reflection, so
that a method without arguments here is a failure.
"""

import asyncio
import inspect
import json
import sys
import uuid

settings = json.load(sys.stdin)
IS_V2 = settings["version"] == 2
IS_ASYNC = settings["isAsync"]

if IS_V2:
    from confident_ai import ConfidentAI, ConfidentApiError
else:
    from confidentai import ConfidentAI
    from confidentai.types import ConfidentApiError

PROJECT_PARAM = "project_id"
UNKNOWN_ID = "no-such-id"
UNKNOWN_NUMBER = "987654321"

# Operations that the descriptions do not cover.
NOT_COVERED_V2 = ("governance", "model")
NOT_COVERED_V1 = ("api_keys", "governance", "invitations", "members")

report = {"succeeded": [], "errors": [], "failures": []}


class Surface:
    """The covered methods of one object of the SDK, by the names of version 2."""

    def __init__(self, label, target, scope):
        self.label = label
        self.scope = scope
        self.targets = dict(list_methods(target))

    def call(self, method_name, /, is_async=False, **arguments):
        owner, attribute = self.targets[method_name]
        method = getattr(owner, f"a_{attribute}" if is_async else attribute)
        known = inspect.signature(method).parameters
        if PROJECT_PARAM in known:
            arguments = {PROJECT_PARAM: self.scope["projectId"], **arguments}
        if method_name == "update" and not known:
            # The handle of a project sends its own fields.
            owner.name = arguments["name"]
            arguments = {}
        if IS_V2 is False:
            arguments = {key: value for key, value in arguments.items() if key in known}
        result = method(**arguments)
        return asyncio.run(result) if inspect.isawaitable(result) else result


def list_methods(target, path=()):
    """Yields the name in version 2, the object and the attribute of each covered method."""
    for attribute in dir(target):
        if attribute.startswith("_"):
            continue
        value = getattr(target, attribute)
        if inspect.ismethod(value):
            if attribute.startswith("a_") or is_excluded(attribute):
                continue
            if not hasattr(target, f"a_{attribute}") and hasattr(target, "a_whoami"):
                # `organization()` and `project(id)` return objects.
                continue
            yield to_v2_name(path, attribute), (target, attribute)
        elif not IS_V2 and type(value).__module__.startswith("confidentai.") and attribute not in NOT_COVERED_V1:
            if not (hasattr(target, "a_whoami")):
                yield from list_methods(value, (*path, attribute))


def is_excluded(attribute):
    return IS_V2 and any(word in attribute for word in NOT_COVERED_V2)


def to_v2_name(path, attribute):
    """`iam.roles.create` of version 1 is `create_role`, and `iam.roles.list` is `list_roles`."""
    if not path:
        return attribute
    noun = path[-1]
    singular = {"policies": "policy", "roles": "role"}.get(noun, noun)
    return f"{attribute}_{noun if attribute == 'list' else singular}"


def unique(prefix):
    return f"{prefix} {uuid.uuid4().hex[:12]}"


def address():
    return f"{uuid.uuid4().hex[:12]}@acme.example"


def read_list(value, field):
    """Version 1 returns the list itself."""
    return getattr(value, field) if IS_V2 else value


def role_named(surface, name):
    return next(role.id for role in read_list(surface.call("list_roles"), "roles") if role.name == name)


def new_policy(surface):
    permission = read_list(surface.call("list_permissions"), "permissions")[0].id
    return surface.call("create_policy", name=unique("Policy"), permission_ids=[permission]).id


def new_role(surface):
    return surface.call("create_role", name=unique("Role"), policy_ids=[new_policy(surface)]).id


def new_key(surface):
    return str(surface.call("create_api_key", name=unique("Key")).id)


def new_invitation(surface):
    return str(surface.call("create_invitations", emails=[address()]).invitations[0].id)


def create_export(surface):
    return surface.call("create_audit_log_export").id


def pick_member(surface, index):
    return surface.scope["memberIds"][index]


# What each method is called with. Each call creates what it needs.
VALID = {
    "whoami": [lambda s: {}],
    "get": [lambda s: {}],
    "list": [lambda s: {}],
    "create": [lambda s: {"name": unique("Project"), "description": "A project"}],
    "update": [lambda s: {"name": unique("Renamed")}],
    "delete": [lambda s: {}],
    "list_permissions": [lambda s: {}],
    "list_policies": [lambda s: {}],
    "create_policy": [
        lambda s: {"name": unique("Policy"), "permission_ids": []},
        lambda s: {"name": unique("Policy"), "permission_ids": [], "description": "Reads"},
    ],
    "update_policy": [lambda s: {"policy_id": new_policy(s), "name": unique("Policy"), "permission_ids": []}],
    "delete_policy": [lambda s: {"policy_id": new_policy(s)}],
    "list_roles": [lambda s: {}],
    "create_role": [
        lambda s: {"name": unique("Role"), "policy_ids": [new_policy(s)]},
        lambda s: {"name": unique("Role"), "policy_ids": [], "description": "Audits"},
    ],
    "update_role": [lambda s: {"role_id": new_role(s), "name": unique("Role"), "policy_ids": [new_policy(s)]}],
    "delete_role": [lambda s: {"role_id": new_role(s)}],
    "list_members": [lambda s: {}, lambda s: {"page": 1, "page_size": 100}],
    "update_member_role": [lambda s: {"user_id": pick_member(s, 0), "role_id": new_role(s)}],
    "remove_member": [lambda s: {"user_id": pick_member(s, 1)}],
    "list_invitations": [lambda s: {}],
    "create_invitations": [lambda s: {"emails": [address(), address()]}],
    "resend_invitation": [lambda s: {"invitation_id": new_invitation(s)}],
    "delete_invitation": [lambda s: {"invitation_id": new_invitation(s)}],
    "list_api_keys": [lambda s: {}],
    "create_api_key": [
        lambda s: {"name": unique("Key")},
        lambda s: {"name": unique("Key"), "expires_in_days": 30},
    ],
    "get_api_key": [lambda s: {"api_key_id": new_key(s)}],
    "update_api_key": [lambda s: {"api_key_id": new_key(s), "valid": False}],
    "delete_api_key": [lambda s: {"api_key_id": new_key(s)}],
    "rotate_api_key": [
        lambda s: {"api_key_id": new_key(s)},
        lambda s: {"api_key_id": new_key(s), "grace_period_in_hours": 24, "expires_in_days": 30},
    ],
    "create_audit_log_export": [lambda s: {}],
    "get_audit_log_export": [lambda s: {"export_id": s.scope["exportId"]}],
}

# What a stateful server rejects, and a part of the message.
INVALID = {
    "create": [(lambda s: {"name": s.scope["projectName"]}, "already")],
    "create_policy": [
        (lambda s: {"name": s.scope["policyName"], "permission_ids": []}, "already"),
        (lambda s: {"name": unique("Policy"), "permission_ids": [UNKNOWN_ID]}, UNKNOWN_ID),
    ],
    "update_policy": [(lambda s: {"policy_id": UNKNOWN_ID, "name": "P", "permission_ids": []}, "not found")],
    "delete_policy": [(lambda s: {"policy_id": UNKNOWN_ID}, "not found")],
    "create_role": [
        (lambda s: {"name": "Owner", "policy_ids": []}, "Owner"),
        (lambda s: {"name": unique("Role"), "policy_ids": [UNKNOWN_ID]}, UNKNOWN_ID),
    ],
    "update_role": [(lambda s: {"role_id": UNKNOWN_ID, "name": "R", "policy_ids": []}, "not found")],
    "delete_role": [(lambda s: {"role_id": UNKNOWN_ID}, "not found")],
    "update_member_role": [
        (lambda s: {"user_id": UNKNOWN_ID, "role_id": role_named(s, "Member")}, "not found"),
        (lambda s: {"user_id": pick_member(s, 0), "role_id": UNKNOWN_ID}, UNKNOWN_ID),
    ],
    "remove_member": [(lambda s: {"user_id": UNKNOWN_ID}, "not found")],
    "list_members": [(lambda s: {"page_size": 101}, "pageSize"), (lambda s: {"page": 0}, "page")],
    "create_invitations": [
        (lambda s: {"emails": ["ada@gmail.com"]}, "gmail.com"),
        (lambda s: {"emails": [address() for _ in range(51)]}, "50"),
        (lambda s: {"emails": []}, "emails"),
    ],
    "resend_invitation": [(lambda s: {"invitation_id": UNKNOWN_NUMBER}, "not found")],
    "delete_invitation": [(lambda s: {"invitation_id": UNKNOWN_NUMBER}, "not found")],
    "get_api_key": [(lambda s: {"api_key_id": UNKNOWN_NUMBER}, "not found")],
    "update_api_key": [(lambda s: {"api_key_id": UNKNOWN_NUMBER, "valid": True}, "not found")],
    "delete_api_key": [(lambda s: {"api_key_id": UNKNOWN_NUMBER}, "not found")],
    "rotate_api_key": [
        (lambda s: {"api_key_id": UNKNOWN_NUMBER}, "not found"),
        (lambda s: {"api_key_id": new_key(s), "grace_period_in_hours": -1}, "gracePeriodInHours"),
    ],
    "create_audit_log_export": [(lambda s: {"start_time": "2026-11-28T00:00:00Z"}, "endTime")],
    "get_audit_log_export": [(lambda s: {"export_id": UNKNOWN_ID}, "not found")],
}

# What the mock rejects, since it checks only the shape of a request.
INVALID_SHAPES = {
    name: [(lambda s, arguments=arguments: arguments, "name")]
    for name, arguments in {
        "create": {"name": ""},
        "create_policy": {"name": "", "permission_ids": []},
        "create_role": {"name": "", "policy_ids": []},
        "create_api_key": {"name": ""},
    }.items()
}


def record_success(surface, name, create_arguments):
    label = f"{surface.label}.{name}"
    try:
        surface.call(name, is_async=IS_ASYNC, **create_arguments(surface))
        report["succeeded"].append(label)
    except Exception as error:  # Everything that the SDK raises is a finding.
        report["failures"].append(f"{label}: {type(error).__name__}: {error}")


def record_error(surface, name, create_arguments, text):
    label = f"{surface.label}.{name} ({text})"
    try:
        arguments = create_arguments(surface)
        surface.call(name, is_async=IS_ASYNC, **arguments)
        report["failures"].append(f"{label}: succeeded")
    except ConfidentApiError as error:
        if text.lower() in str(error).lower():
            report["errors"].append(label)
        else:
            report["failures"].append(f"{label}: the error is {error}")
    except Exception as error:  # The SDK could not read the error response.
        report["failures"].append(f"{label}: {type(error).__name__}: {error}")


def create_surfaces(api_key):
    # The client of version 2 creates its project resources when they are read.
    project_key = {"project_api_key": "unused"} if IS_V2 else {}
    client = ConfidentAI(api_key=api_key, base_url=settings["baseUrl"], **project_key)
    organization = client.organization if IS_V2 else client.organization()
    first, second = settings["projects"]
    return [
        Surface("client", client, settings["organization"]),
        Surface("organization", organization, settings["organization"]),
        Surface("projects", client.projects, first),
        Surface("project", client.project(second["projectId"]), second),
    ]


def run():
    surfaces = create_surfaces(settings["apiKey"])
    invalid = INVALID if settings["isStateful"] else INVALID_SHAPES
    for surface in surfaces:
        # A deletion of a project goes last.
        for name in sorted(surface.targets, key=lambda each: each == "delete"):
            if name not in VALID:
                report["failures"].append(f"{surface.label}.{name}: has no arguments here")
                continue
            if name == "delete":
                continue
            if name == "get_audit_log_export":
                surface.scope.setdefault("exportId", settings["exportId"])
            for create_arguments in VALID[name]:
                if name == "create_audit_log_export":
                    record_export(surface)
                else:
                    record_success(surface, name, create_arguments)
            for create_arguments, text in invalid.get(name, []):
                record_error(surface, name, create_arguments, text)
    if settings["isStateful"]:
        for surface in create_surfaces("an-invalid-key"):
            for name in surface.targets:
                reject_key(surface, name)
    for surface in surfaces:
        if "delete" in surface.targets:
            record_success(surface, "delete", VALID["delete"][0])


def record_export(surface):
    """Keeps the ID of the export, since only one may run at a time."""
    label = f"{surface.label}.create_audit_log_export"
    try:
        export = surface.call("create_audit_log_export", is_async=IS_ASYNC)
        surface.scope["exportId"] = export.id
        report["succeeded"].append(label)
    except Exception as error:  # As above.
        report["failures"].append(f"{label}: {type(error).__name__}: {error}")


# Arguments that need no request, for a key that cannot send one.
PLACEHOLDERS = {
    "name": "A name",
    "emails": ["ada@acme.example"],
    "permission_ids": [],
    "policy_ids": [],
    "valid": True,
    "api_key_id": UNKNOWN_NUMBER,
    "invitation_id": UNKNOWN_NUMBER,
}


def reject_key(surface, name):
    owner, attribute = surface.targets[name]
    parameters = inspect.signature(getattr(owner, attribute)).parameters.values()
    required = [each.name for each in parameters if each.default is inspect.Parameter.empty]
    arguments = {each: PLACEHOLDERS.get(each, UNKNOWN_ID) for each in required}
    if name == "update":
        arguments["name"] = "A name"
    record_error(surface, name, lambda _: arguments, "API key")


run()
json.dump(report, sys.stdout)
