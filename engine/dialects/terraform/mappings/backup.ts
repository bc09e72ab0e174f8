/** AWS Backup. */
import { type Mapping, type Table, companion, json, resource, unlessIs } from '../mapping.ts';
import { below, spelt } from './blocks.ts';
import { tagList } from './shapes.ts';

const RULE = 'BackupPlan.BackupPlanRule[]';
const VAULT = 'AWS::Backup::BackupVault';
const SELECTION = 'BackupSelection';

const lifecycle = (from: string, to: string): Table => ({
	[`${from}.lifecycle.cold_storage_after`]: unlessIs(0, `${to}.Lifecycle.MoveToColdStorageAfterDays`),
	[`${from}.lifecycle.delete_after`]: unlessIs(0, `${to}.Lifecycle.DeleteAfterDays`),
	[`${from}.lifecycle.opt_in_to_archive_for_supported_resources`]: `${to}.Lifecycle.OptInToArchiveForSupportedResources`,
});

const conditions: Table = Object.assign({}, ...['StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike'].map(test =>
	below(`condition.${test.replace(/(?<=.)([A-Z])/g, '_$1').toLowerCase()}[]`, `${SELECTION}.Conditions.${test}[]`, { key: 'ConditionKey', value: 'ConditionValue' })));

export const backup: readonly Mapping[] = [
	resource('aws_backup_plan', 'AWS::Backup::BackupPlan', {
		name: 'BackupPlan.BackupPlanName',
		...below('rule[]', RULE, {
			rule_name: 'RuleName', target_vault_name: 'TargetBackupVault', target_logically_air_gapped_backup_vault_arn: 'TargetLogicallyAirGappedBackupVaultArn',
			schedule: 'ScheduleExpression', schedule_expression_timezone: 'ScheduleExpressionTimezone', enable_continuous_backup: 'EnableContinuousBackup',
			start_window: 'StartWindowMinutes', completion_window: 'CompletionWindowMinutes', recovery_point_tags: 'RecoveryPointTags',
			'copy_action[].destination_vault_arn': 'CopyActions[].DestinationBackupVaultArn',
			'scan_action[].malware_scanner': 'ScanActions[].MalwareScanner', 'scan_action[].scan_mode': 'ScanActions[].ScanMode',
		}),
		...lifecycle('rule[]', RULE),
		...lifecycle('rule[].copy_action[]', `${RULE}.CopyActions[]`),
		...spelt('backup_options resource_type', 'advanced_backup_setting[]', 'BackupPlan.AdvancedBackupSettings[]'),
		...spelt('malware_scanner resource_types scanner_role_arn', 'scan_setting[]', 'BackupPlan.ScanSettings[]'),
		tags: 'BackupPlanTags',
	}, { attributes: { id: 'Ref', arn: 'BackupPlanArn', version: 'VersionId' } }),
	resource('aws_backup_vault', VAULT, { name: 'BackupVaultName', kms_key_arn: 'EncryptionKeyArn', tags: 'BackupVaultTags' }, {
		named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'BackupVaultArn' },
	}),
	companion('aws_backup_vault_policy', VAULT, { of: 'backup_vault_name', by: 'name' }, { policy: json('AccessPolicy') }),
	companion('aws_backup_vault_notifications', VAULT, { of: 'backup_vault_name', by: 'name' }, {
		backup_vault_events: 'Notifications.BackupVaultEvents', sns_topic_arn: 'Notifications.SNSTopicArn',
	}),
	companion('aws_backup_vault_lock_configuration', VAULT, { of: 'backup_vault_name', by: 'name' }, {
		...spelt('changeable_for_days min_retention_days max_retention_days', '', 'LockConfiguration'),
	}),
	resource('aws_backup_logically_air_gapped_vault', 'AWS::Backup::LogicallyAirGappedBackupVault', {
		...spelt('min_retention_days max_retention_days encryption_key_arn'), name: 'BackupVaultName', tags: 'BackupVaultTags',
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'BackupVaultArn' } }),
	resource('aws_backup_selection', 'AWS::Backup::BackupSelection', {
		plan_id: 'BackupPlanId', name: `${SELECTION}.SelectionName`, ...spelt('iam_role_arn resources not_resources', '', SELECTION),
		...below('selection_tag[]', `${SELECTION}.ListOfTags[]`, { type: 'ConditionType', key: 'ConditionKey', value: 'ConditionValue' }),
		...conditions,
	}, { attributes: { id: 'Id' } }),
	resource('aws_backup_framework', 'AWS::Backup::Framework', {
		name: 'FrameworkName', description: 'FrameworkDescription', 'control[].name': 'FrameworkControls[].ControlName',
		...below('control[].input_parameter[]', 'FrameworkControls[].ControlInputParameters[]', { name: 'ParameterName', value: 'ParameterValue' }),
		...spelt('compliance_resource_ids compliance_resource_types', 'control[].scope', 'FrameworkControls[].ControlScope'),
		'control[].scope.tags': tagList('FrameworkControls[].ControlScope.Tags'),
		tags: tagList('FrameworkTags'),
	}, { named: 'name', attributes: { arn: 'Ref', id: 'FrameworkName', name: 'FrameworkName' } }),
	resource('aws_backup_report_plan', 'AWS::Backup::ReportPlan', {
		name: 'ReportPlanName', description: 'ReportPlanDescription',
		...below('report_delivery_channel', 'ReportDeliveryChannel', { formats: 'Formats', s3_bucket_name: 'S3BucketName', s3_key_prefix: 'S3KeyPrefix' }),
		...spelt('accounts framework_arns organization_units regions report_template', 'report_setting', 'ReportSetting'),
		tags: tagList('ReportPlanTags'),
	}, { named: 'name', attributes: { arn: 'Ref', id: 'ReportPlanName', name: 'ReportPlanName' } }),
	resource('aws_backup_restore_testing_plan', 'AWS::Backup::RestoreTestingPlan', {
		...spelt('schedule_expression schedule_expression_timezone start_window_hours'), name: 'RestoreTestingPlanName',
		...spelt('algorithm exclude_vaults include_vaults recovery_point_types selection_window_days', 'recovery_point_selection', 'RecoveryPointSelection'),
		tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', arn: 'RestoreTestingPlanArn' } }),
	resource('aws_backup_restore_testing_selection', 'AWS::Backup::RestoreTestingSelection', {
		...spelt('restore_testing_plan_name iam_role_arn protected_resource_type protected_resource_arns restore_metadata_overrides validation_window_hours'), name: 'RestoreTestingSelectionName',
		...spelt('key value', 'protected_resource_conditions.string_equals[]', 'ProtectedResourceConditions.StringEquals[]'),
		...spelt('key value', 'protected_resource_conditions.string_not_equals[]', 'ProtectedResourceConditions.StringNotEquals[]'),
	}, { named: 'name', attributes: { name: 'Ref' } }),
];
