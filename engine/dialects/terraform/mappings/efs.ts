/** Amazon EFS. */
import { type Mapping, companion, json, resource } from '../mapping.ts';
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
	resource('aws_efs_mount_target', 'AWS::EFS::MountTarget', {
		file_system_id: 'FileSystemId', subnet_id: 'SubnetId', ip_address: 'IpAddress', security_groups: 'SecurityGroups',
	}, { attributes: { id: 'Ref' } }),
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
