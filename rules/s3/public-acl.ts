import type { Property, Resource } from '../../engine/model/resource.ts';
import { aclGrants } from '../../engine/queries/bucket-acl.ts';
import { blockingOf } from '../../engine/queries/public-access-block.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/public-acl',
	title: 'No ACL opens a bucket to strangers',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const { kind, at, grant, who, may } of aclGrants(bucket)) {
			if (kind !== 'public' && kind !== 'any account') continue;
			const permission = grant?.at('Permission');
			report(at, `${grant ? 'A grant' : `The ACL ${at.scalar}`} lets ${who} ${may}${blocked(bucket, grant ?? at)}.`, {
				related: permission?.exists === 'yes' ? [permission] : [],
				fix: grant
					? { title: `Remove the grant to ${who}`, effect: 'changes behaviour', change: change => change.remove(grant) }
					: { title: `Make the ACL of ${bucket.name} Private`, effect: 'changes behaviour', change: change => change.set(at, 'Private') },
			});
		}
	},
});

/** What Block Public Access makes of the ACL, where the design turns it on for all cases. */
function blocked(bucket: Resource, acl: Property): string {
	const ways = blockingOf('acl', acl.demands, bucket, bucket.design);
	const stopping = ways.flatMap(way => (way.kind === 'refused' || way.kind === 'void' ? [way] : []));
	const [first] = stopping;
	if (!first || stopping.length < ways.length || stopping.some(way => way.kind !== first.kind)) return '';
	return first.kind === 'refused' ? `; ${first.setting.label} rejects it, so the deployment fails` : `; ${first.setting.label} makes it void for now`;
}
