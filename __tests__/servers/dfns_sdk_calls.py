"""Every call that the simulator serves, made by Dfns's own SDK for Python. Reads who to be from stdin, as JSON, and prints one line of JSON:
what each call gave, as "ok" or as the status and message of its refusal."""

import hashlib
import json
import sys
import time

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from dfns_sdk import DfnsClient, DfnsClientConfig, KeySigner
from dfns_sdk.auth import base64url_encode
from dfns_sdk.types import DfnsError

given = json.load(sys.stdin)
results = {}


def call(name, work):
    """Makes one call, notes what came of it, and hands its answer on."""
    try:
        answer = work()
        results[name] = "ok"
        return answer
    except DfnsError as error:
        results[name] = f"{error.status_code} {error.message}"
        return None


def client(token, signer=None):
    return DfnsClient(DfnsClientConfig(auth_token=token, base_url=given["apiUrl"], signer=signer))


def new_key():
    kinds = {
        "rsa-2048": lambda: rsa.generate_private_key(65537, 2048),
        "ec-p256": lambda: ec.generate_private_key(ec.SECP256R1()),
        "ed25519": ed25519.Ed25519PrivateKey.generate,
    }
    key = kinds[given["keyType"]]()
    form = serialization.PrivateFormat.PKCS8
    private = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()
    return private, public


def registered(challenge, credential_id, **head):
    """A new key that signs its own registration, which the SDK leaves to its user."""
    private, public = new_key()
    client_data = json.dumps({"type": "key.create", "challenge": challenge["challenge"]}, separators=(",", ":")).encode()
    fingerprint = {"clientDataHash": hashlib.sha256(client_data).hexdigest(), "publicKey": public}
    text = json.dumps(fingerprint, separators=(",", ":")).encode()
    signature = KeySigner("none", private)._sign_bytes(text).hex()
    attestation = json.dumps({"publicKey": public, "signature": signature}, separators=(",", ":")).encode()
    info = {
        "credId": base64url_encode(credential_id.encode()),
        "clientData": base64url_encode(client_data),
        "attestationData": base64url_encode(attestation),
    }
    return {**head, "credentialKind": "Key", "credentialInfo": info}


signer = KeySigner(given["credentialId"], given["privateKey"])
name = given["name"]

nobody = client("none")
begun = call("login init", lambda: nobody.auth.create_login_challenge({"username": given["username"], "orgId": given["orgId"]}))
login = {"challengeIdentifier": begun["challengeIdentifier"], "firstFactor": signer.sign(begun)}
token = call("login", lambda: nobody.auth.login(login))["token"]
dfns = client(token, signer)
auth, roles, policies = dfns.auth, dfns.permissions, dfns.policies

role = call("create role", lambda: roles.create_permission({"name": name, "operations": ["Wallets:Read"]}))
if role is None:
    # Where Dfns compares text, names beyond ASCII cannot be had: this SDK signs another text than it sends.
    print(json.dumps(results))
    sys.exit()
made = call("create account", lambda: auth.create_service_account({"name": name, "publicKey": new_key()[1]}))
account = made["userInfo"]["userId"]
call("list accounts", auth.list_service_accounts)
call("read account", lambda: auth.get_service_account(account))
call("update account", lambda: auth.update_service_account(account, {"externalId": name}))
call("deactivate", lambda: auth.deactivate_service_account(account, {"force": False}))
call("activate", lambda: auth.activate_service_account(account))
call("name taken", lambda: auth.create_service_account({"name": name, "publicKey": new_key()[1]}))
call("unknown operation", lambda: roles.create_permission({"name": "other", "operations": ["Wallets:Sign"]}))
call("unknown member", lambda: roles.create_permission({"name": "other", "operations": ["Wallets:Read"], "owner": "me"}))

call("list roles", lambda: roles.list_permissions({"limit": "1"}))
call("read role", lambda: roles.get_permission(role["id"]))
call("update role", lambda: roles.update_permission(role["id"], {"operations": ["Wallets:Read", "Wallets:Create"]}))
assigned = call("assign", lambda: roles.assign_permission(role["id"], {"identityId": account}))
call("assigned twice", lambda: roles.assign_permission(role["id"], {"identityId": account}))
call("list assignments", lambda: roles.list_assignments(role["id"]))
call("revoke", lambda: roles.revoke_permission(role["id"], assigned["id"]))

group = {"quorum": 1, "approvers": {}, "initiatorCanApprove": True}
wish = {
    "name": name,
    "activityKind": "Permissions:Assign",
    "rule": {"kind": "AlwaysTrigger", "configuration": {}},
    "action": {"kind": "RequestApproval", "approvalGroups": [group]},
    "filters": {"permissionId": {"in": [role["id"]]}},
}
policy = call("create policy", lambda: policies.create_policy(wish))
call("update policy", lambda: policies.update_policy(policy["id"], {**wish, "name": f"{name} 2"}))
call("list policies", policies.list_policies)
call("read policy", lambda: policies.get_policy(policy["id"]))
held = call("held assignment", lambda: roles.assign_permission(role["id"], {"identityId": account}))
call("list approvals", policies.list_approvals)
call("read approval", lambda: policies.get_approval(held["approvalId"]))
call("decide", lambda: policies.create_approval_decision(held["approvalId"], {"value": "Denied", "reason": name}))
call("delete policy", lambda: policies.delete_policy(policy["id"]))
call("archive role", lambda: roles.archive_permission(role["id"], {"isArchived": True}))
other = call("create another role", lambda: roles.create_permission({"name": f"{name} 2", "operations": ["Wallets:Read"]}))
call("delete role", lambda: roles.delete_permission(other["id"]))

call("list credentials", auth.list_credentials)
call_challenge = call("credential init", lambda: auth.create_credential_challenge({"kind": "Key"}))
head = {"challengeIdentifier": call_challenge["challengeIdentifier"], "credentialName": name}
credential = call("create credential", lambda: auth.create_credential(registered(call_challenge, "one", **head)))
uuid = {"credentialUuid": credential["credentialUuid"]}
call("deactivate credential", lambda: auth.deactivate_credential(uuid))
call("activate credential", lambda: auth.activate_credential(uuid))
call("delete credential", lambda: auth.delete_credential(credential["credentialUuid"]))
code = call("credential code", lambda: auth.create_credential_code({"expiration": int(time.time()) + 50}))
by_code = call(
    "credential init by code",
    lambda: nobody.auth.create_credential_challenge_with_code({"credentialKind": "Key", "code": code["code"]}),
)
head = {"challengeIdentifier": by_code["challengeIdentifier"], "credentialName": name}
call("create credential by code", lambda: nobody.auth.create_credential_with_code(registered(by_code, "two", **head)))

call("create token", lambda: auth.create_personal_access_token({"name": name, "publicKey": new_key()[1], "daysValid": 1}))
call("list tokens", auth.list_personal_access_tokens)
users = call("list users", auth.list_users)
call("read user", lambda: auth.get_user(users["items"][0]["userId"]))
call("create user", lambda: auth.create_user({"email": "jane@example.com", "kind": "CustomerEmployee"}))
call("create wallet", lambda: dfns.wallets.create_wallet({"network": "EthereumSepolia", "name": name}))
call("list wallets", dfns.wallets.list_wallets)

invited = {"username": given["invited"], "registrationCode": given["code"], "orgId": given["orgId"]}
challenge = call("registration init", lambda: nobody.auth.create_registration_challenge(invited))
newcomer = client(challenge["temporaryAuthenticationToken"])
call("register", lambda: newcomer.auth.register({"firstFactorCredential": registered(challenge, "three")}))

call("delete account", lambda: auth.delete_service_account(account, {"force": "true"}))
call("account archived", lambda: auth.get_service_account(account))
call("not signed", lambda: client(token, KeySigner("bm9uZQ", given["privateKey"])).permissions.delete_permission(role["id"]))
call("no token", lambda: client("none").auth.list_service_accounts())
call("logout", lambda: auth.logout({"allSessions": False}))
call("logged out", auth.list_service_accounts)
print(json.dumps(results))
