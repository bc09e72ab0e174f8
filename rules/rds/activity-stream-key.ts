import { defineRule } from '../../engine/review/rule.ts';
import { encryptWith, hasNoOwnKey } from './facts.ts';

export default defineRule({
	id: 'rds/activity-stream-key',
	title: "Activity streams are encrypted with the customer's own key",
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/DBActivityStreams.html',
	on: 'Plumbline::RDS::ActivityStream',
	fixes: 'choice',
	review(stream, _design, report) {
		for (const key of stream.at('KmsKeyId').alternatives) {
			if (hasNoOwnKey(key)) report(key, `${stream.name} is encrypted with no key of yours: who may read the audit of the database is nobody's to say.`, { fix: encryptWith(key, 'replaces the resource') });
		}
	},
});
