/** Amazon EFS. */
import { type Mapping, companion, json, resource } from '../mapping.ts';
import { spelt } from './blocks.ts';
import { tagList } from './shapes.ts';

const FILE_SYSTEM = 'AWS::EFS::FileSystem';

export const efs: readonly Mapping[] = [
	resource('aws_efs_file_system', FILE_SYSTEM, {
		encrypted: 'Encrypted', kms_key_id: 'KmsKeyId', performance_mode: 'PerformanceMode', throughput_mode: 'ThroughputMode',
		provisioned_throughput_in_mibps: 'ProvisionedThroughputInMibps', availability_zone_name: 'AvailabilityZoneName',
		'lifecycle_policy[].transition_to_ia': 'LifecyclePolicies[].TransitionToIA',
		'lifecycle_policy[].transition_to_archive': 'LifecyclePolicies[].TransitionToArchive',
		'lifecycle_policy[].transition_to_primary_storage_class': 'LifecyclePolicies[].TransitionToPrimaryStorageClass',
		'protection.replication_overwrite': 'FileSystemProtection.ReplicationOverwriteProtection',
		tags: tagList('FileSystemTags'),
	}, { attributes: { id: 'Ref', arn: 'Arn' } }),
	companion('aws_efs_backup_policy', FILE_SYSTEM, { of: 'file_system_id' }, { 'backup_policy.status': 'BackupPolicy.Status' }),
	companion('aws_efs_file_system_policy', FILE_SYSTEM, { of: 'file_system_id' }, {
		policy: json('FileSystemPolicy'), bypass_policy_lockout_safety_check: 'BypassPolicyLockoutSafetyCheck',
	}),
	companion('aws_efs_replication_configuration', FILE_SYSTEM, { of: 'source_file_system_id', attributes: { id: '=source_file_system_id' } }, {
		...spelt('availability_zone_name file_system_id kms_key_id region', 'destination[]', 'ReplicationConfiguration.Destinations[]'),
	}),
	resource('aws_efs_mount_target', 'AWS::EFS::MountTarget', spelt('file_system_id subnet_id ip_address ip_address_type ipv6_address security_groups'), { attributes: { id: 'Ref' } }),
	resource('aws_efs_access_point', 'AWS::EFS::AccessPoint', {
		file_system_id: 'FileSystemId',
		'posix_user.uid': 'PosixUser.Uid', 'posix_user.gid': 'PosixUser.Gid', 'posix_user.secondary_gids': 'PosixUser.SecondaryGids',
		'root_directory.path': 'RootDirectory.Path',
		'root_directory.creation_info.owner_uid': 'RootDirectory.CreationInfo.OwnerUid',
		'root_directory.creation_info.owner_gid': 'RootDirectory.CreationInfo.OwnerGid',
		'root_directory.creation_info.permissions': 'RootDirectory.CreationInfo.Permissions',
		tags: tagList('AccessPointTags'),
	}, { attributes: { id: 'Ref', arn: 'Arn' } }),
];
