/** AWS Secrets Manager. */
import { type Mapping, type Table, companion, inline, json, resource } from '../mapping.ts';
import { itself, spelt } from './blocks.ts';
import { tagList } from './shapes.ts';

const SECRET = 'AWS::SecretsManager::Secret';

const rotation: Table = {
	rotation_lambda_arn: 'RotationLambdaARN',
	...spelt('automatically_after_days duration schedule_expression', 'rotation_rules', 'RotationRules'),
};

export const secretsmanager: readonly Mapping[] = [
	resource('aws_secretsmanager_secret', SECRET, {
		...spelt('name description kms_key_id'), ...spelt('region kms_key_id', 'replica[]', 'ReplicaRegions[]'), tags: tagList('Tags'),
	}, { named: 'name', attributes: { arn: 'Ref', id: 'Ref' } }),
	inline('aws_secretsmanager_secret', 'AWS::SecretsManager::ResourcePolicy', 'policy', { policy: json('ResourcePolicy'), '': itself('SecretId') }),
	// On the secret itself until version 5 of the provider.
	inline('aws_secretsmanager_secret', 'AWS::SecretsManager::RotationSchedule', 'rotation_lambda_arn', { ...rotation, '': itself('SecretId') }),
	companion('aws_secretsmanager_secret_version', SECRET, { of: 'secret_id', attributes: { arn: '=secret_id', id: 'Id' } }, {
		secret_string: 'SecretString', secret_string_wo: 'SecretString', secret_binary: 'SecretString',
	}),
	resource('aws_secretsmanager_secret_policy', 'AWS::SecretsManager::ResourcePolicy', {
		secret_arn: 'SecretId', policy: json('ResourcePolicy'), block_public_policy: 'BlockPublicPolicy',
	}, { attributes: { id: '=secret_arn' } }),
	resource('aws_secretsmanager_secret_rotation', 'AWS::SecretsManager::RotationSchedule', {
		secret_id: 'SecretId', rotate_immediately: 'RotateImmediatelyOnUpdate', ...rotation,
	}, { attributes: { id: '=secret_id' } }),
];
