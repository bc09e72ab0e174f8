import { defineRule } from '../../engine/review/rule.ts';
import { PUBLIC_ACCESS_SETTINGS } from './facts.ts';

export default defineRule({
	id: 's3/access-point-public',
	title: 'Access points block public access',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html',
	on: 'AWS::S3::AccessPoint',
	fixes: 'fix',
	review(point, _design, report) {
		for (const block of point.at('PublicAccessBlockConfiguration').alternatives) {
			if (block.exists !== 'yes') continue;
			// What is not written is on: only what is switched off by name is certain.
			const off = PUBLIC_ACCESS_SETTINGS.flatMap(name => block.at(name).alternatives.filter(one => one.exists === 'yes' && one.is(true) === 'no'));
			const [first, ...rest] = off;
			if (!first) continue;
			const names = [...new Set(off.map(one => one.label))];
			report(first, `The access point ${point.name} leaves ${names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0]} off, and that can never be changed once it exists.`, {
				related: rest,
				fix: {
					title: `Block public access through ${point.name}`, effect: 'replaces the resource',
					change: change => { for (const one of off) change.set(one, true); },
				},
			});
		}
	},
});
