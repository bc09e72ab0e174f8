import type { Draft } from '../../engine/model/change.ts';
import { draftOfText } from '../../engine/model/draft.ts';
import type { Property } from '../../engine/model/resource.ts';
import type { TextPart } from '../../engine/model/value.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/replication-destination-arn',
	title: 'A replication destination is named by its ARN',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_Destination.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, design, report) {
		for (const destination of bucket.all('ReplicationConfiguration.Rules[].Destination.Bucket')) {
			const parts = destination.textParts;
			if (!parts || !isName(parts, destination)) continue;
			const replica = design.follow(destination, 'AWS::S3::Bucket');
			const arn: Draft | undefined = replica && parts.length === 1 && typeof parts[0] !== 'string' ? refer(replica, 'Arn') : draftOfText(['arn:aws:s3:::', ...parts]);
			const what = typeof parts[0] === 'string' ? `“${parts.map(part => (typeof part === 'string' ? part : '…')).join('')}”` : 'a bucket name';
			report(destination, `${bucket.name} names its replication destination by ${what}; S3 wants the ARN of the bucket (arn:aws:s3:::…) and refuses a name.`, {
				...(replica && { related: [replica] }),
				...(arn !== undefined && { fix: { title: replica ? `Name ${replica.name} by its ARN` : 'Make it an ARN', change: change => change.set(destination, arn) } }),
			});
		}
	},
});

/** It certainly does not begin as an ARN does. */
function isName([first]: readonly TextPart[], { resource }: Property): boolean {
	if (first === undefined || first === '') return false;
	if (typeof first === 'string') return !first.startsWith('arn:') && !'arn:'.startsWith(first);
	if (first.kind === 'reference') return first.attribute === 'Ref' && resource.design.resource(first.target)?.type === 'AWS::S3::Bucket';
	return first.kind === 'pseudo' && ['AWS::StackName', 'AWS::AccountId', 'AWS::Region'].includes(first.name);
}
