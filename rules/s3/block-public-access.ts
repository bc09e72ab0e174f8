import { PUBLIC_ACLS } from '../../engine/aws/acls.ts';
import { listed } from '../../engine/model/listed.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { opensToAll } from '../../engine/queries/bucket-policy.ts';
import { ACCOUNT_BLOCK } from '../../engine/queries/public-access-block.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { PUBLIC_ACCESS_SETTINGS } from './facts.ts';

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
		const open = !account && (resource.at('WebsiteConfiguration').exists === 'yes' || hasPublicPolicy(resource));
		const usesAcl = !account && resource.at('AccessControl').is(...PUBLIC_ACLS) === 'yes';
		const blocks = account ? [resource.properties] : resource.at('PublicAccessBlockConfiguration').alternatives;
		for (const block of blocks) {
			if (block.exists === 'no') {
				if (design.all(ACCOUNT_BLOCK).length > 0) continue;
				report(block, open
					? `${owner} does not declare Block Public Access; what is public by policy needs only BlockPublicPolicy and RestrictPublicBuckets off.`
					: `${owner} does not declare Block Public Access. New buckets have it on; a declaration keeps it so.`,
				{ severity: 'hint', fix: turnOn(block, open ? ACL_SETTINGS : PUBLIC_ACCESS_SETTINGS, owner, usesAcl) });
				continue;
			}
			if (block.exists === 'maybe') continue;
			const off = PUBLIC_ACCESS_SETTINGS.flatMap(name => block.at(name).alternatives.filter(one => one.is(true) === 'no'));
			const first = off[0];
			if (!first) continue;
			const names = off.map(one => one.name);
			const wanted = open ? ACL_SETTINGS.filter(name => names.includes(name)) : PUBLIC_ACCESS_SETTINGS;
			// A public bucket that keeps what it can has made its choice; whether its policy should be public is `s3/public-policy`'s to say.
			if (wanted.length === 0) continue;
			const kept = open ? ` What is public needs a public policy, never public ACLs: keep ${listed(ACL_SETTINGS.map(name => block.at(name).label))} on.` : '';
			report(first, `Block Public Access of ${owner} leaves ${listed(off.map(one => one.label))} off.${kept}`, {
				related: off.slice(1).filter(one => one.exists === 'yes'),
				fix: turnOn(block, wanted, owner, usesAcl),
			});
		}
	},
});

function hasPublicPolicy(bucket: Resource): boolean {
	return bucket.design.pointing('AWS::S3::BucketPolicy', 'Bucket', bucket).certain.some(opensToAll);
}

/** Where the design gives the bucket a public ACL, blocking ACLs takes that away. */
function turnOn(block: Property, names: readonly string[], owner: string, usesAcl: boolean): FixSpec {
	return {
		...(usesAcl && { effect: 'changes behaviour' }),
		title: names.length === PUBLIC_ACCESS_SETTINGS.length ? `Turn all of Block Public Access on for ${owner}` : `Turn ${listed(names.map(name => block.at(name).label))} on for ${owner}`,
		change: change => {
			for (const name of names) if (block.at(name).is(true) !== 'yes') change.set(block, name, true);
		},
	};
}
