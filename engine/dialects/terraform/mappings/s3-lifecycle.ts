/** Lifecycle and replication rules of a bucket, in the blocks of version 3 and in resources of their own since. */
import type { Value } from '../../../model/value.ts';
import { type Reading, type Table, custom, renamed, usually } from '../mapping.ts';
import { argumentOf, below, blocksOf, listOf, mapOf, pairs, tagList } from './shapes.ts';

const STATUS = [[true, 'Enabled'], [false, 'Disabled']] as const;

const TRANSITION = { days: 'TransitionInDays', date: 'TransitionDate', storage_class: 'StorageClass' };
const RULES = 'LifecycleConfiguration.Rules[]';

/** CloudFormation has no filter and puts its parts into the rule; S3's API, and Terraform after it, has rules of its own for how a filter is written. */
function predicate(argument: string, property: string): Table {
	return {
		[`rule[].filter.${argument}`]: [`${RULES}.${property}`, `${RULES}.Filter.${property}`],
		[`rule[].filter.and.${argument}`]: [`${RULES}.${property}`, `${RULES}.Filter.And.${property}`],
	};
}

export const lifecycleRules: Table = {
	'rule[].id': `${RULES}.Id`,
	'rule[].status': `${RULES}.Status`,
	...predicate('prefix', 'Prefix'),
	'rule[].prefix': [`${RULES}.Prefix`, `${RULES}.OwnPrefix`],
	'rule[].filter': custom(`${RULES}.TagFilters`, tagFilters),
	'rule[].filter.tag.key': `${RULES}.Filter.Tag.Key`,
	'rule[].filter.tag.value': `${RULES}.Filter.Tag.Value`,
	'rule[].filter.and.tags': `${RULES}.Filter.And.Tags`,
	...predicate('object_size_greater_than', 'ObjectSizeGreaterThan'),
	...predicate('object_size_less_than', 'ObjectSizeLessThan'),
	...below('rule[].transition[]', `${RULES}.Transitions[]`, TRANSITION),
	'rule[].expiration.days': `${RULES}.ExpirationInDays`,
	'rule[].expiration.date': `${RULES}.ExpirationDate`,
	'rule[].expiration.expired_object_delete_marker': `${RULES}.ExpiredObjectDeleteMarker`,
	...below('rule[].noncurrent_version_transition[]', `${RULES}.NoncurrentVersionTransitions[]`, {
		noncurrent_days: 'TransitionInDays', storage_class: 'StorageClass', newer_noncurrent_versions: 'NewerNoncurrentVersions',
	}),
	'rule[].noncurrent_version_expiration.noncurrent_days': `${RULES}.NoncurrentVersionExpiration.NoncurrentDays`,
	'rule[].noncurrent_version_expiration.newer_noncurrent_versions': `${RULES}.NoncurrentVersionExpiration.NewerNoncurrentVersions`,
	'rule[].abort_incomplete_multipart_upload.days_after_initiation': `${RULES}.AbortIncompleteMultipartUpload.DaysAfterInitiation`,
	transition_default_minimum_object_size: 'LifecycleConfiguration.TransitionDefaultMinimumObjectSize',
};

/** The blocks on the bucket itself, as they were before version 4. */
export const lifecycleInline: Table = {
	'lifecycle_rule[].id': `${RULES}.Id`,
	'lifecycle_rule[].enabled': renamed(`${RULES}.Status`, STATUS),
	'lifecycle_rule[].prefix': `${RULES}.Prefix`,
	'lifecycle_rule[].tags': tagList(`${RULES}.TagFilters`),
	...below('lifecycle_rule[].transition[]', `${RULES}.Transitions[]`, TRANSITION),
	'lifecycle_rule[].expiration.days': `${RULES}.ExpirationInDays`,
	'lifecycle_rule[].expiration.date': `${RULES}.ExpirationDate`,
	'lifecycle_rule[].expiration.expired_object_delete_marker': `${RULES}.ExpiredObjectDeleteMarker`,
	...below('lifecycle_rule[].noncurrent_version_transition[]', `${RULES}.NoncurrentVersionTransitions[]`, { days: 'TransitionInDays', storage_class: 'StorageClass' }),
	'lifecycle_rule[].noncurrent_version_expiration.days': `${RULES}.NoncurrentVersionExpiration.NoncurrentDays`,
	'lifecycle_rule[].abort_incomplete_multipart_upload_days': `${RULES}.AbortIncompleteMultipartUpload.DaysAfterInitiation`,
};

/** A filter says one tag as a block, several as a map under `and`. */
function tagFilters(filter: Reading): Value {
	const blocks = blocksOf(filter.get('tag')).map(tag => mapOf({ Key: argumentOf(tag, 'key'), Value: argumentOf(tag, 'value') }, tag.site));
	if (blocks.length > 0) return listOf(blocks, filter.get('tag').site);
	return pairs(filter.get('and.tags'));
}

const REPLICATION = 'ReplicationConfiguration.Rules[]';

const replicationRule = (rule: string): Table => below(rule, REPLICATION, {
	id: 'Id', status: 'Status', priority: usually(0, 'Priority'), prefix: 'Prefix',
	'filter.prefix': 'Filter.Prefix',
	'destination.bucket': 'Destination.Bucket', 'destination.storage_class': 'Destination.StorageClass',
	'destination.access_control_translation.owner': 'Destination.AccessControlTranslation.Owner',
});

export const replicationRules: Table = {
	...replicationRule('rule[]'),
	...below('rule[]', REPLICATION, {
		'filter.and.prefix': 'Filter.And.Prefix', 'filter.and.tags': tagList('Filter.And.TagFilters'),
		'filter.tag.key': 'Filter.TagFilter.Key', 'filter.tag.value': 'Filter.TagFilter.Value',
		'destination.account': 'Destination.Account',
		'destination.replication_time.status': 'Destination.ReplicationTime.Status', 'destination.metrics.status': 'Destination.Metrics.Status',
		'destination.encryption_configuration.replica_kms_key_id': 'Destination.EncryptionConfiguration.ReplicaKmsKeyID',
		'destination.replication_time.time.minutes': 'Destination.ReplicationTime.Time.Minutes',
		'destination.metrics.event_threshold.minutes': 'Destination.Metrics.EventThreshold.Minutes',
		'delete_marker_replication.status': 'DeleteMarkerReplication.Status',
		'source_selection_criteria.sse_kms_encrypted_objects.status': 'SourceSelectionCriteria.SseKmsEncryptedObjects.Status',
		'source_selection_criteria.replica_modifications.status': 'SourceSelectionCriteria.ReplicaModifications.Status',
	}),
};

/** The rules on the bucket itself, as they were before version 4. */
export const replicationInline: Table = {
	...replicationRule('replication_configuration.rules[]'),
	...below('replication_configuration.rules[]', REPLICATION, {
		'filter.tags': tagList('Filter.And.TagFilters'),
		'destination.account_id': 'Destination.Account',
		'destination.replication_time.status': usually('Enabled', 'Destination.ReplicationTime.Status'), 'destination.metrics.status': usually('Enabled', 'Destination.Metrics.Status'),
		'destination.replica_kms_key_id': 'Destination.EncryptionConfiguration.ReplicaKmsKeyID',
		'destination.replication_time.minutes': 'Destination.ReplicationTime.Time.Minutes',
		'destination.metrics.minutes': 'Destination.Metrics.EventThreshold.Minutes',
		delete_marker_replication_status: usually('Disabled', 'DeleteMarkerReplication.Status'),
		'source_selection_criteria.sse_kms_encrypted_objects.enabled': renamed('SourceSelectionCriteria.SseKmsEncryptedObjects.Status', STATUS),
	}),
};
