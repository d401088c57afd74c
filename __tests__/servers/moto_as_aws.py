"""moto's server, with rules of AWS that moto 5.2.5 leaves out.

Secrets Manager:

- A label that is attached to another version is not moved unless that version is named (API_UpdateSecretVersionStage,
  RemoveFromVersionId); moto holds to it for AWSCURRENT alone. Requests are taken one at a time, as AWS decides each as a whole.
- A secret that is scheduled for deletion takes no new version (API_PutSecretValue, InvalidRequestException).

KMS, in moto_kms_as_aws.py.
"""

import threading

from moto.secretsmanager import exceptions, models
from moto.server import main

import moto_kms_as_aws  # noqa: F401

backend = models.SecretsManagerBackend
lock = threading.Lock()
update_stage, put_value = backend.update_secret_version_stage, backend.put_secret_value


def update_secret_version_stage(self, secret_id, version_stage, remove_from_version_id, move_to_version_id):
    with lock:
        versions = self.secrets[secret_id].versions if secret_id in self.secrets else {}
        holders = [name for name, version in versions.items() if version_stage in version["version_stages"]]
        if holders == [move_to_version_id]:
            return self.secrets[secret_id].arn, self.secrets[secret_id].name
        if holders and not remove_from_version_id:
            raise exceptions.InvalidParameterException(f"Staging label {version_stage} is attached to another version")
        return update_stage(self, secret_id, version_stage, remove_from_version_id, move_to_version_id)


def put_secret_value(self, secret_id, *arguments, **named):
    with lock:
        if self._is_valid_identifier(secret_id) and self.secrets[secret_id].is_deleted():
            raise exceptions.InvalidRequestException("The secret is marked for deletion")
        return put_value(self, secret_id, *arguments, **named)


backend.update_secret_version_stage = update_secret_version_stage
backend.put_secret_value = put_secret_value

if __name__ == "__main__":
    main()
