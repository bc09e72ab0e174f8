import type { Property, Resource } from '../../engine/model/resource.ts';
import { defineRule, type Report } from '../../engine/review/rule.ts';
import { ACCOUNT_BLOCK, PUBLIC_ACLS } from './facts.ts';

const BUCKET = 'AWS::S3::Bucket';

/** Predefined groups: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const PUBLIC_GROUPS: Readonly<Record<string, string>> = {
	'http://acs.amazonaws.com/groups/global/AllUsers': 'everyone on the internet',
	'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': 'everyone with any AWS account',
};

/** What a grant on a bucket permits: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions */
const PERMISSIONS: Readonly<Record<string, string>> = {
	READ: 'list its objects', WRITE: 'write and delete its objects', READ_ACP: 'read its ACL', WRITE_ACP: 'rewrite its ACL', FULL_CONTROL: 'do everything with it',
};

const OBJECT = 'Plumbline::S3::Object';

/** What canned ACLs let strangers do with an object; there is no right to write one: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
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
		if (resource.type === OBJECT) {
			reviewObject(resource, design.follow(resource.at('Bucket'), BUCKET), report);
			return;
		}
		for (const acl of resource.at('AccessControl').alternatives) {
			const opens = PUBLIC_ACLS[Object.keys(PUBLIC_ACLS).find(name => acl.is(name) === 'yes') ?? ''];
			if (!opens) continue;
			report(acl, `The ACL ${acl.scalar} lets ${opens}${blocked(resource, acl)}.`, {
				fix: { title: `Make the ACL of ${resource.name} Private`, effect: 'changes behaviour', change: change => change.set(acl, 'Private') },
			});
		}
		for (const grant of [...resource.at('AccessControlPolicy.Grants').items].flatMap(item => item.alternatives)) {
			const group = grant.at('Grantee.URI');
			const who = PUBLIC_GROUPS[group.string ?? ''];
			const permission = grant.at('Permission');
			if (!who) continue;
			const may = PERMISSIONS[permission.string ?? ''] ?? 'use it';
			report(group, `A grant lets ${who} ${may}${blocked(resource, grant)}.`, {
				related: permission.exists === 'yes' ? [permission] : [],
				fix: { title: `Remove the grant to ${who}`, effect: 'changes behaviour', change: change => change.remove(grant) },
			});
		}
	},
});

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

/** What Block Public Access of the bucket, or of the account, makes of the ACL, where the design turns it on. */
function blocked(bucket: Resource | undefined, acl: Property): string {
	const { design } = acl.resource;
	const settings = (name: string) => [
		...bucket ? [bucket.at(`PublicAccessBlockConfiguration.${name}`)] : [], ...design.all(ACCOUNT_BLOCK).map(account => account.at(name)),
	];
	const on = (name: string) => settings(name).find(setting => setting.is(true) === 'yes' && setting.together(acl));
	const [rejecting, ignoring] = [on('BlockPublicAcls'), on('IgnorePublicAcls')];
	const whose = (setting: Property) => `${setting.label}${setting.resource.type === ACCOUNT_BLOCK ? ' of the account' : ''}`;
	if (rejecting) return `; ${whose(rejecting)} rejects it, so the deployment fails`;
	return ignoring ? `; ${whose(ignoring)} makes it void for now` : '';
}
