/** AWS Backup. */
import { type Mapping, type Table, companion, json, resource, unlessIs } from '../mapping.ts';

const RULE = 'BackupPlan.BackupPlanRule[]';

const lifecycle = (from: string, to: string): Table => ({
	[`${from}.lifecycle.cold_storage_after`]: unlessIs(0, `${to}.Lifecycle.MoveToColdStorageAfterDays`),
	[`${from}.lifecycle.delete_after`]: unlessIs(0, `${to}.Lifecycle.DeleteAfterDays`),
	[`${from}.lifecycle.opt_in_to_archive_for_supported_resource_types`]: `${to}.Lifecycle.OptInToArchiveForSupportedResources`,
});

export const backup: readonly Mapping[] = [
	resource('aws_backup_plan', 'AWS::Backup::BackupPlan', {
		name: 'BackupPlan.BackupPlanName',
		'rule[].rule_name': `${RULE}.RuleName`,
		'rule[].target_vault_name': `${RULE}.TargetBackupVault`,
		'rule[].schedule': `${RULE}.ScheduleExpression`,
		'rule[].schedule_expression_timezone': `${RULE}.ScheduleExpressionTimezone`,
		'rule[].enable_continuous_backup': `${RULE}.EnableContinuousBackup`,
		'rule[].start_window': `${RULE}.StartWindowMinutes`,
		'rule[].completion_window': `${RULE}.CompletionWindowMinutes`,
		...lifecycle('rule[]', RULE),
		'rule[].copy_action[].destination_vault_arn': `${RULE}.CopyActions[].DestinationBackupVaultArn`,
		...lifecycle('rule[].copy_action[]', `${RULE}.CopyActions[]`),
	}, { attributes: { id: 'Ref', arn: 'BackupPlanArn', version: 'VersionId' } }),
	resource('aws_backup_vault', 'AWS::Backup::BackupVault', { name: 'BackupVaultName', kms_key_arn: 'EncryptionKeyArn' }, {
		named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'BackupVaultArn' },
	}),
	companion('aws_backup_vault_policy', 'AWS::Backup::BackupVault', { of: 'backup_vault_name', by: 'name' }, { policy: json('AccessPolicy') }),
	companion('aws_backup_vault_lock_configuration', 'AWS::Backup::BackupVault', { of: 'backup_vault_name', by: 'name' }, {
		changeable_for_days: 'LockConfiguration.ChangeableForDays', min_retention_days: 'LockConfiguration.MinRetentionDays', max_retention_days: 'LockConfiguration.MaxRetentionDays',
	}),
	resource('aws_backup_selection', 'AWS::Backup::BackupSelection', {
		plan_id: 'BackupPlanId', name: 'BackupSelection.SelectionName', iam_role_arn: 'BackupSelection.IamRoleArn',
		resources: 'BackupSelection.Resources', not_resources: 'BackupSelection.NotResources',
		'selection_tag[].type': 'BackupSelection.ListOfTags[].ConditionType',
		'selection_tag[].key': 'BackupSelection.ListOfTags[].ConditionKey',
		'selection_tag[].value': 'BackupSelection.ListOfTags[].ConditionValue',
	}, { attributes: { id: 'Id' } }),
];
