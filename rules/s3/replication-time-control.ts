import { defineRule } from '../../engine/review/rule.ts';
import { REPLICATION_TIME_MINUTES } from './facts.ts';

export default defineRule({
	id: 's3/replication-time-control',
	title: 'Replication Time Control has metrics and its threshold of 15 minutes',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationTime.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const destination of bucket.all('ReplicationConfiguration.Rules[].Destination')) {
			for (const status of destination.at('Metrics.Status').alternatives) {
				const control = destination.at('ReplicationTime.Status').alternatives.find(one => one.is('Enabled') === 'yes' && one.together(status));
				if (!control || status.is('Enabled') !== 'no') continue;
				const state = status.exists === 'no' ? 'has no metrics' : 'switches metrics off';
				report(status, `${bucket.name} asks for Replication Time Control and ${state}: S3 takes the two only together.`, {
					related: [control],
					fix: { title: 'Switch replication metrics on', change: change => change.set(status, 'Enabled') },
				});
			}
			for (const path of ['ReplicationTime.Time.Minutes', 'Metrics.EventThreshold.Minutes']) {
				for (const minutes of destination.at(path).alternatives) {
					const number = minutes.number;
					if (number === undefined || number === REPLICATION_TIME_MINUTES) continue;
					report(minutes, `${minutes.label} is ${number}: the only threshold that S3 takes for replication is ${REPLICATION_TIME_MINUTES} minutes.`, {
						fix: { title: `Set ${REPLICATION_TIME_MINUTES} minutes`, change: change => change.set(minutes, REPLICATION_TIME_MINUTES) },
					});
				}
			}
		}
	},
});
