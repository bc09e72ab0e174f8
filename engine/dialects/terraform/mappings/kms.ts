/** AWS KMS. */
import { type Mapping, companion, custom, json, resource } from '../mapping.ts';
import { known, lift } from '../values.ts';
import { tagList } from './shapes.ts';

const KEY = 'AWS::KMS::Key';

export const kms: readonly Mapping[] = [
	resource('aws_kms_key', KEY, {
		description: 'Description',
		key_usage: 'KeyUsage',
		customer_master_key_spec: 'KeySpec',
		policy: json('KeyPolicy'),
		bypass_policy_lockout_safety_check: 'BypassPolicyLockoutSafetyCheck',
		deletion_window_in_days: 'PendingWindowInDays',
		is_enabled: 'Enabled',
		enable_key_rotation: 'EnableKeyRotation',
		rotation_period_in_days: 'RotationPeriodInDays',
		multi_region: 'MultiRegion',
		'': custom('Origin', key => {
			const external = key.root('xks_key_id');
			const store = external.kind === 'absent' ? key.root('custom_key_store_id') : external;
			return lift([store], store.site, ([one]) => (one!.kind === 'absent' || one!.kind === 'unknown' ? one! : known(store === external ? 'EXTERNAL_KEY_STORE' : 'AWS_CLOUDHSM', one!.site)));
		}),
		tags: tagList('Tags'),
	}, { attributes: { key_id: 'Ref', id: 'Ref', arn: 'Arn' } }),
	resource('aws_kms_replica_key', 'AWS::KMS::ReplicaKey', {
		description: 'Description', policy: json('KeyPolicy'), primary_key_arn: 'PrimaryKeyArn', deletion_window_in_days: 'PendingWindowInDays', enabled: 'Enabled', tags: tagList('Tags'),
	}, { attributes: { key_id: 'Ref', id: 'Ref', arn: 'Arn' } }),
	resource('aws_kms_replica_external_key', 'AWS::KMS::ReplicaKey', {
		description: 'Description', policy: json('KeyPolicy'), primary_key_arn: 'PrimaryKeyArn', deletion_window_in_days: 'PendingWindowInDays', enabled: 'Enabled', tags: tagList('Tags'),
	}, { attributes: { key_id: 'Ref', id: 'Ref', arn: 'Arn' } }),
	companion('aws_kms_key_policy', KEY, { of: 'key_id', by: 'key_id', neverMade: true }, { policy: json('KeyPolicy') }),
	resource('aws_kms_external_key', KEY, {
		description: 'Description', policy: json('KeyPolicy'), deletion_window_in_days: 'PendingWindowInDays', enabled: 'Enabled', multi_region: 'MultiRegion', tags: tagList('Tags'),
		bypass_policy_lockout_safety_check: 'BypassPolicyLockoutSafetyCheck',
		'': custom('Origin', ({ site }) => known('EXTERNAL', site)),
	}, { attributes: { id: 'Ref', arn: 'Arn', key_usage: 'KeyUsage' } }),
	// CloudFormation encrypts nothing by itself.
	resource('aws_kms_ciphertext', 'Plumbline::KMS::Ciphertext', { key_id: 'KeyId', plaintext: 'Plaintext' }, { attributes: { id: 'Ref' } }),
	resource('aws_kms_alias', 'AWS::KMS::Alias', { name: 'AliasName', target_key_id: 'TargetKeyId' }, {
		named: 'name', attributes: { name: 'Ref', id: 'Ref', target_key_arn: '=target_key_id' },
	}),
];
