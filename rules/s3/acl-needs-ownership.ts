import { CANNED_ACLS } from '../../engine/aws/acls.ts';
import { enforcedBeside } from '../../engine/queries/bucket-acl.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/acl-needs-ownership',
	title: 'ACLs only where ownership leaves them in force',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-error-responses.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		const acls = bucket.at('AccessControl').alternatives.filter(acl => acl.exists === 'yes' && acl.is(...Object.keys(CANNED_ACLS)) === 'yes')
			.map(at => ({ at, what: `The ACL ${at.scalar}` }));
		// Only of a group is it certain that it is not the owner.
		const grants = [...bucket.at('AccessControlPolicy.Grants').items].flatMap(item => item.alternatives)
			.filter(grant => grant.at('Grantee.URI').exists === 'yes').map(grant => ({ at: grant.at('Grantee.URI'), what: 'A grant to a group' }));
		for (const { at, what } of [...acls, ...grants]) {
			const enforced = enforcedBeside(bucket, at);
			if (!enforced) continue;
			report(at, `${what} needs ACLs, which ${enforced.exists === 'yes' ? `${enforced.scalar} turns off` : 'are off where no ownership is declared'}: S3 rejects it for ${bucket.name}.`, {
				related: enforced.exists === 'yes' ? [enforced] : [],
				fix: {
					title: `Leave ACLs of ${bucket.name} in force (BucketOwnerPreferred)`, effect: 'changes behaviour', preferred: false,
					change: change => (enforced.exists === 'yes' ? change.set(enforced, 'BucketOwnerPreferred') : change.set(bucket, 'OwnershipControls.Rules', [{ ObjectOwnership: 'BucketOwnerPreferred' }])),
				},
			});
		}
	},
});
