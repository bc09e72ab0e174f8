import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/object-lock-compliance',
	title: 'Compliance mode cannot be undone',
	severity: 'warning',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html#object-lock-retention-modes',
	on: 'AWS::S3::Bucket',
	review(bucket, _design, report) {
		const retention = bucket.at('ObjectLockConfiguration.Rule.DefaultRetention');
		const mode = retention.at('Mode').alternatives.find(one => one.is('COMPLIANCE') === 'yes');
		if (!mode) return;
		const period = (['Days', 'Years'] as const).map(name => [retention.at(name).number, name.toLowerCase()] as const).find(([number]) => number !== undefined);
		const long = period ? `${period[0]} ${period[0] === 1 ? period[1].slice(0, -1) : period[1]} from the day it is stored` : 'the whole period';
		report(mode, `What is stored in ${bucket.name} cannot be deleted, nor its retention shortened, for ${long}: by nobody, root and AWS Support included. Only closing the account ends it earlier.`);
	},
});
