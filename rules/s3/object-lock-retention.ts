import type { Property } from '../../engine/model/resource.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { OBJECT_LOCK_MODES } from './facts.ts';

export default defineRule({
	id: 's3/object-lock-retention',
	title: 'A default retention has a mode and one period',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DefaultRetention.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		for (const retention of bucket.at('ObjectLockConfiguration.Rule.DefaultRetention').alternatives) {
			if (retention.exists !== 'yes') continue;
			const [days, years, mode] = [retention.at('Days'), retention.at('Years'), retention.at('Mode')];
			if (days.exists === 'yes' && years.exists === 'yes' && days.together(years)) {
				report(years, `${bucket.name} states its default retention in ${days.label} and in ${years.label}; S3 takes one of them.`, { related: [days], fix: [keep(days, years), keep(years, days)] });
			} else if (days.exists === 'no' && years.exists === 'no' && retention.at('DefaultEventHold').exists === 'no') {
				report(retention, `The default retention of ${bucket.name} has no period: S3 asks for ${days.label} or ${years.label}.`, { key: true });
			}
			for (const period of [...days.alternatives, ...years.alternatives]) {
				const number = period.number;
				if (number === undefined || number > 0) continue;
				report(period, `The default retention of ${bucket.name} is ${number} ${period.label.toLowerCase()}; S3 takes whole numbers from 1.`);
			}
			for (const one of mode.alternatives) {
				if (one.is(...OBJECT_LOCK_MODES) !== 'no') continue;
				const what = one.exists === 'no' ? 'has no mode' : `has the mode ${one.scalar ?? 'of another kind'}`;
				report(one, `The default retention of ${bucket.name} ${what}; S3 knows ${OBJECT_LOCK_MODES.join(' and ')}.`, { fix: OBJECT_LOCK_MODES.map(name => set(one, name)) });
			}
		}
	},
});

function keep(one: Property, other: Property): FixSpec {
	return { title: `Keep ${one.label}, drop ${other.label}`, preferred: false, change: change => change.remove(other) };
}

function set(mode: Property, name: string): FixSpec {
	return { title: `Use ${name}`, preferred: false, change: change => change.set(mode, name) };
}
