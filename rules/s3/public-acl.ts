import type { Property, Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { PUBLIC_ACLS } from './facts.ts';

/** Predefined groups: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const PUBLIC_GROUPS: Readonly<Record<string, string>> = {
	'http://acs.amazonaws.com/groups/global/AllUsers': 'everyone on the internet',
	'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': 'everyone with any AWS account',
};

/** What a grant on a bucket permits: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions */
const PERMISSIONS: Readonly<Record<string, string>> = {
	READ: 'list its objects', WRITE: 'write and delete its objects', READ_ACP: 'read its ACL', WRITE_ACP: 'rewrite its ACL', FULL_CONTROL: 'do everything with it',
};

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
		for (const acl of bucket.at('AccessControl').alternatives) {
			const opens = PUBLIC_ACLS[Object.keys(PUBLIC_ACLS).find(name => acl.is(name) === 'yes') ?? ''];
			if (!opens) continue;
			report(acl, `The ACL ${acl.scalar} lets ${opens}${blocked(bucket, acl)}.`, {
				fix: { title: `Make the ACL of ${bucket.name} Private`, effect: 'changes behaviour', change: change => change.set(acl, 'Private') },
			});
		}
		for (const grant of [...bucket.at('AccessControlPolicy.Grants').items].flatMap(item => item.alternatives)) {
			const group = grant.at('Grantee.URI');
			const who = PUBLIC_GROUPS[group.string ?? ''];
			const permission = grant.at('Permission');
			if (!who) continue;
			const may = PERMISSIONS[permission.string ?? ''] ?? 'use it';
			report(group, `A grant lets ${who} ${may}${blocked(bucket, grant)}.`, {
				related: permission.exists === 'yes' ? [permission] : [],
				fix: { title: `Remove the grant to ${who}`, effect: 'changes behaviour', change: change => change.remove(grant) },
			});
		}
	},
});

/** What Block Public Access makes of the ACL, where the design turns it on. */
function blocked(bucket: Resource, acl: Property): string {
	const on = (name: string) => {
		const setting = bucket.at(`PublicAccessBlockConfiguration.${name}`);
		return setting.is(true) === 'yes' && setting.together(acl);
	};
	if (on('BlockPublicAcls')) return '; BlockPublicAcls rejects it, so the deployment fails';
	if (on('IgnorePublicAcls')) return '; IgnorePublicAcls makes it void for now';
	return '';
}
