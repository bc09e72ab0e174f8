import type { Property } from '../../engine/model/resource.ts';
import { type Answer, both, either } from '../../engine/model/value.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** What takes logs out of the class that they are delivered to. */
const ENDS = ['ExpirationInDays', 'ExpirationDate', 'Transition', 'Transitions'];

export default defineRule({
	id: 's3/access-log-retention',
	title: 'Access logs are deleted or archived some day',
	severity: 'warning',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/deleting-log-files-lifecycle.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(logs, design, report) {
		const [source, ...others] = design.pointing('AWS::S3::Bucket', 'LoggingConfiguration.DestinationBucketName', logs).certain.filter(one => one.id !== logs.id);
		if (!source) return;
		const configuration = logs.at('LifecycleConfiguration');
		const rules = logs.at('LifecycleConfiguration.Rules');
		if (configuration.exists === 'maybe' || rules.exists === 'maybe' || rules.items.complete !== 'yes' || either(...rules.items.map(ends)) !== 'no') return;
		const who = others.length > 0 ? `${source.name} and ${others.length} more` : source.name;
		report(configuration, `${logs.name} receives the access logs of ${who} and keeps them for ever: no lifecycle rule deletes or archives them.`, {
			key: true,
			related: [source.at('LoggingConfiguration')],
			fix: {
				title: 'Delete logs after a year', effect: 'changes behaviour',
				change: change => change.append(logs, 'LifecycleConfiguration.Rules', { Id: 'DeleteLogs', Status: 'Enabled', ExpirationInDays: 365 }),
			},
		});
	},
});

function ends(rule: Property): Answer {
	return both(rule.at('Status').is('Enabled'), either(...ENDS.map(name => rule.at(name).exists)));
}
