import { opensToAll } from '../../engine/queries/bucket-policy.ts';
import { ACCOUNT_BLOCK } from '../../engine/queries/public-access-block.ts';
import { type Gate, fronted, gates, policiesOf, websites } from '../../engine/queries/websites.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { PUBLIC_ACCESS_SETTINGS } from './facts.ts';

export default defineRule({
	id: 's3/website-blocked',
	title: 'A website endpoint lets browsers in',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, design, report) {
		for (const website of websites(bucket)) {
			for (const gate of gates(bucket, website)) {
				if (gate.kind !== 'shut' && gate.kind !== 'undeclared') continue;
				if (gate.kind === 'undeclared' && design.all(ACCOUNT_BLOCK).length > 0) continue;
				if (!isMeantForAll(bucket, gate) || fronted(bucket) !== 'no') continue;
				const why = gate.kind === 'shut' ? `${gate.setting.label} lets no stranger in` : 'Block Public Access is on where nothing is said of it';
				report(gate.kind === 'shut' ? gate.setting : website, `Browsers get 403 from the website of ${bucket.name}: ${why}, and no CloudFront distribution of this design stands in front.`, {
					...(gate.kind === 'undeclared' && { key: true }), related: gate.kind === 'shut' ? [website] : [],
					fix: {
						title: `Let a policy make ${bucket.name} public`, effect: 'changes behaviour', preferred: false,
						change: change => { for (const name of PUBLIC_ACCESS_SETTINGS) change.set(gate.at, name, name.endsWith('Acls')); },
					},
				});
			}
		}
	},
});

/** A policy that lets in some and not all is a gate of its own; a public one that is refused is `s3/public-policy-blocked`'s to tell. */
function isMeantForAll(bucket: Resource, gate: Gate): boolean {
	const policies = policiesOf(bucket, bucket.design);
	if (!policies) return false;
	if (policies.length === 0) return true;
	return policies.some(opensToAll) && !(gate.kind === 'shut' && gate.setting.name === 'BlockPublicPolicy');
}
