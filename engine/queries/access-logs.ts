/** Whether a bucket takes the access logs that S3 delivers. */
import type { Resource } from '../model/resource.ts';
import { type Answer, type TextPart, either } from '../model/value.ts';
import { readPolicy } from '../policy/document.ts';
import { bucketArn } from '../policy/texts.ts';
import { allowsSome } from './role-policies.ts';

/** The group that delivers access logs: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const LOG_DELIVERY = 'http://acs.amazonaws.com/groups/s3/LogDelivery';

/** Whether the service may put objects under the prefix, by policy or by the older way, an ACL; whether the ACL still counts is not asked. */
export function takesLogs(logs: Resource, prefix: readonly TextPart[], service: string): Answer {
	const { certain, possible } = logs.design.pointing('AWS::S3::BucketPolicy', 'Bucket', logs);
	const grants = logs.at('AccessControlPolicy.Grants').items;
	const resource = [...bucketArn(logs, '/'), ...prefix, '*'];
	const documents = certain.map(policy => readPolicy(policy.at('PolicyDocument'))).filter(document => document !== undefined);
	return either(
		logs.partial || possible.length > 0 ? 'maybe' : 'no',
		logs.at('AccessControl').is('LogDeliveryWrite'), grants.complete === 'yes' ? 'no' : 'maybe', ...grants.map(grant => grant.at('Grantee.URI').is(LOG_DELIVERY)),
		...documents.map(document => allowsSome(document, { caller: { kind: 'service', name: service }, action: 's3:PutObject', resource })),
	);
}

/** Another bucket of the design logs here, or may. */
export function isLogTarget(bucket: Resource): boolean {
	const { certain, possible } = bucket.design.pointing('AWS::S3::Bucket', 'LoggingConfiguration.DestinationBucketName', bucket);
	return certain.length > 0 || possible.length > 0;
}
