import type { Property } from '../../engine/model/resource.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { ACCOUNT_BLOCK, PUBLIC_ACCESS_SETTINGS } from './facts.ts';

/** What a bucket that is public on purpose, by its policy, can still keep on. */
const ACL_SETTINGS = PUBLIC_ACCESS_SETTINGS.filter(name => name.endsWith('Acls'));

export default defineRule({
	id: 's3/block-public-access',
	title: 'Block Public Access is on',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
	on: ['AWS::S3::Bucket', ACCOUNT_BLOCK],
	fixes: 'fix',
	review(resource, design, report) {
		const account = resource.type === ACCOUNT_BLOCK;
		const owner = account ? 'this account' : resource.name;
		const website = !account && resource.at('WebsiteConfiguration').exists === 'yes';
		const blocks = account ? [resource.properties] : resource.at('PublicAccessBlockConfiguration').alternatives;
		for (const block of blocks) {
			if (block.exists === 'no') {
				if (design.all(ACCOUNT_BLOCK).length > 0) continue;
				report(block, website
					? `${owner} does not declare Block Public Access; a website needs only BlockPublicPolicy and RestrictPublicBuckets off.`
					: `${owner} does not declare Block Public Access. New buckets have it on; a declaration keeps it so.`,
				{ severity: 'hint', fix: turnOn(block, website ? ACL_SETTINGS : PUBLIC_ACCESS_SETTINGS, owner) });
				continue;
			}
			if (block.exists === 'maybe') continue;
			const off = PUBLIC_ACCESS_SETTINGS.flatMap(name => block.at(name).alternatives.filter(one => one.is(true) === 'no'));
			const first = off[0];
			if (!first) continue;
			const names = off.map(one => one.name);
			const wanted = website ? ACL_SETTINGS.filter(name => names.includes(name)) : PUBLIC_ACCESS_SETTINGS;
			// A website that keeps what it can has made its choice.
			if (wanted.length === 0) continue;
			const kept = website ? ' A website needs public policies, never public ACLs: keep BlockPublicAcls and IgnorePublicAcls on.' : '';
			report(first, `Block Public Access of ${owner} leaves ${list(names)} off.${kept}`, {
				related: off.slice(1).filter(one => one.exists === 'yes'),
				fix: turnOn(block, wanted, owner),
			});
		}
	},
});

function turnOn(block: Property, names: readonly string[], owner: string): FixSpec {
	return {
		title: names.length === PUBLIC_ACCESS_SETTINGS.length ? `Turn all of Block Public Access on for ${owner}` : `Turn ${list(names)} on for ${owner}`,
		change: change => {
			for (const name of names) if (block.at(name).is(true) !== 'yes') change.set(block, name, true);
		},
	};
}

function list(names: readonly string[]): string {
	const unique = [...new Set(names)];
	return unique.length > 1 ? `${unique.slice(0, -1).join(', ')} and ${unique.at(-1)}` : unique.join('');
}
