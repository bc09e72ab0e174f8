import { VERSION, bucketAndObjects } from '../../engine/policy/drafts.ts';
import { takesLogs } from '../../engine/queries/access-logs.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';
import { LOG_SERVICE } from './facts.ts';

export default defineRule({
	id: 's3/access-log-permission',
	title: 'The log bucket lets S3 deliver access logs',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, design, report) {
		for (const logging of bucket.at('LoggingConfiguration').alternatives) {
			const use = logging.at('DestinationBucketName');
			const logs = design.follow(use, 'AWS::S3::Bucket');
			if (!logs || logs.id === bucket.id) continue;
			const { certain } = design.pointing('AWS::S3::BucketPolicy', 'Bucket', logs);
			const prefix = logging.at('LogFilePrefix');
			if (takesLogs(logs, prefix.exists === 'no' ? [] : prefix.textParts ?? [], LOG_SERVICE) !== 'no') continue;
			const statement = {
				Sid: 'AllowAccessLogs', Effect: 'Allow', Principal: { Service: LOG_SERVICE }, Action: 's3:PutObject', Resource: bucketAndObjects(logs)[1],
				Condition: { StringEquals: { 'aws:SourceAccount': { '#text': [{ '#pseudo': 'AWS::AccountId' as const }] } } },
			};
			report(use, `${bucket.name} logs to ${logs.name}, ${certain.length > 0 ? 'whose policy does not let' : 'which has no policy that lets'} ${LOG_SERVICE} put objects there: no log is ever delivered.`, {
				related: [logs, ...certain],
				fix: {
					title: `Let S3 deliver logs to ${logs.name}`,
					change: change => (certain[0]
						? change.append(certain[0], 'PolicyDocument.Statement', statement)
						: change.add('AWS::S3::BucketPolicy', `${logs.name}Policy`, logs, { Bucket: refer(logs), PolicyDocument: { Version: VERSION, Statement: [statement] } })),
				},
			});
		}
	},
});
