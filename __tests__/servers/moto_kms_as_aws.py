"""What moto 5.2.5 lacks of AWS KMS for keys that sign.

- GetPublicKey answers the key's ARN and its KeySpec, refuses keys without a public half (UnsupportedOperationException).
- A disabled key and one that waits for its removal sign nothing and show nothing (DisabledException, KMSInvalidStateException).
- A DIGEST is signed as it is; RAW is at most 4096 bytes; an algorithm of another usage is InvalidKeyUsageException.
- Ed25519 (ECC_NIST_EDWARDS25519) with ED25519_SHA_512, which takes RAW alone.
"""

import base64
import json

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, utils as asymmetric
from moto.core.exceptions import JsonRESTError
from moto.kms import models, responses, utils

ED25519 = "ECC_NIST_EDWARDS25519"
key_specs, generate, algorithms = utils.KeySpec.key_specs, utils.generate_private_key, models.Key.signing_algorithms


class Ed25519Key:
    def __init__(self):
        self.private_key = ed25519.Ed25519PrivateKey.generate()

    def public_key(self):
        spki = serialization.PublicFormat.SubjectPublicKeyInfo
        return self.private_key.public_key().public_bytes(serialization.Encoding.DER, spki)


def usable(backend, key_id):
    key = backend.describe_key(key_id)
    if key.key_state == "PendingDeletion":
        raise JsonRESTError("KMSInvalidStateException", f"{key.arn} is pending deletion.")
    if not key.enabled:
        raise JsonRESTError("DisabledException", f"{key.arn} is disabled.")
    return key


def get_public_key(self):
    key_id = self._get_param("KeyId")
    self._validate_key_id(key_id)
    key = usable(self.kms_backend, key_id)
    if key.key_spec.startswith(("SYMMETRIC", "HMAC")):
        raise JsonRESTError("UnsupportedOperationException", f"{key.arn} key usage is not valid")
    answer = {
        "KeyId": key.arn,
        "KeySpec": key.key_spec,
        "CustomerMasterKeySpec": key.key_spec,
        "KeyUsage": key.key_usage,
        "PublicKey": base64.b64encode(key.private_key.public_key()).decode(),
        "SigningAlgorithms": key.signing_algorithms,
    }
    return json.dumps(answer)


def sign(self):
    key_id, message = self._get_param("KeyId"), self._get_param("Message")
    kind, algorithm = self._get_param("MessageType") or "RAW", self._get_param("SigningAlgorithm")
    self._validate_key_id(key_id)
    key = usable(self.kms_backend, key_id)
    if key.key_usage != "SIGN_VERIFY":
        raise JsonRESTError("InvalidKeyUsageException", f"{key.arn} key usage is {key.key_usage}")
    if algorithm not in (key.signing_algorithms or []):
        raise JsonRESTError("InvalidKeyUsageException", f"Algorithm {algorithm} is incompatible with key spec {key.key_spec}.")
    message = message.encode() if isinstance(message, str) else message
    if len(message) > 4096:
        raise JsonRESTError("ValidationException", "Member must have length less than or equal to 4096")
    signature = base64.b64encode(signed(key.private_key.private_key, algorithm, kind, message)).decode()
    return json.dumps({"KeyId": key.arn, "Signature": signature, "SigningAlgorithm": algorithm})


def signed(private_key, algorithm, kind, message):
    if algorithm == "ED25519_SHA_512":
        if kind != "RAW":
            raise JsonRESTError("ValidationException", "ED25519_SHA_512 requires MessageType RAW")
        return private_key.sign(message)
    digest = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}[algorithm[-3:]]
    hashed = asymmetric.Prehashed(digest) if kind == "DIGEST" else digest
    if algorithm.startswith("ECDSA"):
        return private_key.sign(message, ec.ECDSA(hashed))
    pss = padding.PSS(mgf=padding.MGF1(digest), salt_length=padding.PSS.DIGEST_LENGTH)
    return private_key.sign(message, pss if "PSS" in algorithm else padding.PKCS1v15(), hashed)


utils.KeySpec.key_specs = classmethod(lambda cls: sorted([*key_specs(), ED25519]))
models.generate_private_key = lambda spec: Ed25519Key() if spec == ED25519 else generate(spec)
models.Key.signing_algorithms = property(
    lambda key: ["ED25519_SHA_512"] if key.key_spec == ED25519 else algorithms.fget(key)
)
responses.KmsResponse.get_public_key = get_public_key
responses.KmsResponse.sign = sign
