/** Amazon Athena. */
import { type Mapping, resource } from '../mapping.ts';
import { spelt, usually } from './blocks.ts';
import { tagList } from './shapes.ts';

const SETTINGS = 'WorkGroupConfiguration';

export const athena: readonly Mapping[] = [
	resource('aws_athena_workgroup', 'AWS::Athena::WorkGroup', {
		...spelt('name description state'), force_destroy: 'RecursiveDeleteOption',
		...spelt('bytes_scanned_cutoff_per_query requester_pays_enabled execution_role', 'configuration', SETTINGS),
		'configuration.enforce_workgroup_configuration': `${SETTINGS}.EnforceWorkGroupConfiguration`,
		'configuration.publish_cloudwatch_metrics_enabled': `${SETTINGS}.PublishCloudWatchMetricsEnabled`,
		configuration: [usually(true, `${SETTINGS}.EnforceWorkGroupConfiguration`), usually(true, `${SETTINGS}.PublishCloudWatchMetricsEnabled`)],
		'configuration.engine_version.selected_engine_version': `${SETTINGS}.EngineVersion.SelectedEngineVersion`,
		'configuration.customer_content_encryption_configuration.kms_key': `${SETTINGS}.CustomerContentEncryptionConfiguration.KmsKey`,
		'configuration.managed_query_results_configuration.enabled': `${SETTINGS}.ManagedQueryResultsConfiguration.Enabled`,
		'configuration.managed_query_results_configuration.encryption_configuration.kms_key': `${SETTINGS}.ManagedQueryResultsConfiguration.EncryptionConfiguration.KmsKey`,
		...spelt('expected_bucket_owner output_location', 'configuration.result_configuration', `${SETTINGS}.ResultConfiguration`),
		'configuration.result_configuration.acl_configuration.s3_acl_option': `${SETTINGS}.ResultConfiguration.AclConfiguration.S3AclOption`,
		'configuration.result_configuration.encryption_configuration.encryption_option': `${SETTINGS}.ResultConfiguration.EncryptionConfiguration.EncryptionOption`,
		'configuration.result_configuration.encryption_configuration.kms_key_arn': `${SETTINGS}.ResultConfiguration.EncryptionConfiguration.KmsKey`,
		tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref' } }),
	resource('aws_athena_data_catalog', 'AWS::Athena::DataCatalog', { ...spelt('name type description parameters'), tags: tagList('Tags') }, {
		named: 'name', attributes: { name: 'Ref', id: 'Ref' },
	}),
	resource('aws_athena_named_query', 'AWS::Athena::NamedQuery', { ...spelt('name database description'), workgroup: 'WorkGroup', query: 'QueryString' }, {
		attributes: { id: 'NamedQueryId' },
	}),
	resource('aws_athena_prepared_statement', 'AWS::Athena::PreparedStatement', { ...spelt('query_statement description'), name: 'StatementName', workgroup: 'WorkGroup' }),
	resource('aws_athena_capacity_reservation', 'AWS::Athena::CapacityReservation', { ...spelt('name target_dpus'), tags: tagList('Tags') }, {
		named: 'name', attributes: { name: 'Ref', arn: 'Arn' },
	}),
	// A query makes it, and CloudFormation has no type for it; one in the Glue catalogue is AWS::Glue::Database.
	resource('aws_athena_database', 'Plumbline::Athena::Database', {
		...spelt('name bucket expected_bucket_owner force_destroy properties'), comment: 'Description', workgroup: 'WorkGroup',
		'acl_configuration.s3_acl_option': 'AclConfiguration.S3AclOption',
		...spelt('encryption_option kms_key', 'encryption_configuration', 'EncryptionConfiguration'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref' } }),
];
