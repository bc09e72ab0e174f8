import { listed } from '../../engine/model/listed.ts';
import type { Property } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** Methods that change what is stored: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html */
const WRITING = ['PUT', 'POST', 'DELETE'];

export default defineRule({
	id: 's3/cors-permissive',
	title: 'Not every website may write, or send any header',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		for (const rule of bucket.all('CorsConfiguration.CorsRules[]')) {
			const origin = rule.all('AllowedOrigins[]').find(one => one.is('*') === 'yes');
			if (!origin) continue;
			const writing = rule.all('AllowedMethods[]').filter(one => one.is(...WRITING) === 'yes' && one.together(origin));
			const header = rule.all('AllowedHeaders[]').find(one => one.is('*') === 'yes' && one.together(origin));
			if (writing.length === 0 && !header) continue;
			const rights = [writing.length > 0 && `use ${listed(writing.map(one => one.string!))}`, header && 'send any header'].filter(Boolean).join(' and ');
			report(origin, `Every website in the world may ${rights} against ${bucket.name} with its visitors' browsers.`, {
				related: [...writing, ...(header ? [header] : [])],
				fix: {
					title: writing.length > 0 ? 'Let any website only read' : 'Let any website send simple headers only', effect: 'changes behaviour', preferred: false,
					change: change => {
						if (header) change.remove(rule, 'AllowedHeaders');
						if (writing.length > 0) change.set(rule, 'AllowedMethods', readingOf(rule));
					},
				},
			});
		}
	},
});

/** The methods of the rule that only read; at least one is needed. */
function readingOf(rule: Property): readonly string[] {
	const left = rule.all('AllowedMethods[]').flatMap(one => (one.is('GET', 'HEAD') === 'yes' ? [one.string!] : []));
	return left.length > 0 ? left : ['GET'];
}
