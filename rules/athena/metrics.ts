import { defineRule } from '../../engine/review/rule.ts';
import { SETTINGS } from './facts.ts';

export default defineRule({
	id: 'athena/metrics',
	title: 'What queries scan and take is measured',
	severity: 'hint',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/athena/latest/ug/athena-cloudwatch-metrics-enable.html',
	on: 'AWS::Athena::WorkGroup',
	fixes: 'fix',
	review(workgroup, _design, report) {
		for (const metrics of workgroup.at(`${SETTINGS}.PublishCloudWatchMetricsEnabled`).alternatives) {
			if (metrics.exists !== 'yes' || metrics.is(true) !== 'no') continue;
			report(metrics, `${workgroup.name} publishes no metrics: what its queries scan, and how long they wait, is seen on the bill.`, {
				fix: { title: `Publish metrics of ${workgroup.name}`, change: change => change.set(metrics, true) },
			});
		}
	},
});
