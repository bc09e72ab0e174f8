import type { Property, Resource } from '../../engine/model/resource.ts';
import { aclGrants } from '../../engine/queries/bucket-acl.ts';
import { ACCOUNT_BLOCK, blockingOf } from '../../engine/queries/public-access-block.ts';
import { defineRule, type Report } from '../../engine/review/rule.ts';

const BUCKET = 'AWS::S3::Bucket';
const OBJECT = 'Plumbline::S3::Object';

/** Whom canned ACLs let read an object; there is no right to write one: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const OBJECT_ACLS: Readonly<Record<string, string>> = {
	'public-read': 'everyone on the internet', 'public-read-write': 'everyone on the internet', 'authenticated-read': 'everyone with any AWS account',
};

export default defineRule({
	id: 's3/public-acl',
	title: 'No ACL opens a bucket to strangers',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html',
	on: [BUCKET, OBJECT],
	fixes: 'fix',
	review(resource, design, report) {
		if (resource.type === BUCKET) reviewBucket(resource, report);
		else reviewObject(resource, design.follow(resource.at('Bucket'), BUCKET), report);
	},
});

function reviewBucket(bucket: Resource, report: Report): void {
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
}

function reviewObject(object: Resource, bucket: Resource | undefined, report: Report): void {
	const key = object.at('Key').string ?? object.name;
	for (const acl of object.at('ACL').alternatives) {
		const who = OBJECT_ACLS[acl.string ?? ''];
		if (!who) continue;
		report(acl, `The ACL ${acl.scalar} lets ${who} read ${key}${blocked(bucket, acl)}.`, {
			related: bucket ? [bucket] : [],
			fix: { title: `Keep ${key} private`, effect: 'changes behaviour', change: change => change.remove(acl) },
		});
	}
}

/** What Block Public Access makes of the ACL, where the design turns it on for all cases. */
function blocked(bucket: Resource | undefined, acl: Property): string {
	const ways = blockingOf('acl', acl.demands, bucket, acl.resource.design);
	const stopping = ways.flatMap(way => (way.kind === 'refused' || way.kind === 'void' ? [way] : []));
	const [first] = stopping;
	if (!first || stopping.length < ways.length || stopping.some(way => way.kind !== first.kind)) return '';
	const setting = `${first.setting.label}${first.setting.resource.type === ACCOUNT_BLOCK ? ' of the account' : ''}`;
	return first.kind === 'refused' ? `; ${setting} rejects it, so the deployment fails` : `; ${setting} makes it void for now`;
}
