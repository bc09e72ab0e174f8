import type { Property, Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { ACL_OWNERSHIP, GRANTING_ACLS } from './facts.ts';

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
		const acls = bucket.at('AccessControl').alternatives.filter(acl => acl.exists === 'yes' && acl.is(...GRANTING_ACLS) === 'yes')
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

/** The ownership under which the ACL is rejected; an absent one stands for S3's default since April 2023. */
function enforcedBeside(bucket: Resource, acl: Property): Property | undefined {
	for (const controls of bucket.at('OwnershipControls').alternatives) {
		if (!controls.together(acl) || controls.exists === 'maybe') continue;
		if (controls.exists === 'no') return controls;
		const owned = controls.all('Rules[].ObjectOwnership').find(one => one.is(...ACL_OWNERSHIP) === 'no' && one.together(acl));
		if (owned) return owned;
	}
	return undefined;
}
