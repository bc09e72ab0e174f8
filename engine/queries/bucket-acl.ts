/** Whom the ACL of a bucket lets in, canned or grant by grant, and whether ACLs are in force at all. */
import { ACL_GROUPS, ACL_OWNERSHIP, ACL_PERMISSIONS, type AclGroup, CANNED_ACLS } from '../aws/acls.ts';
import type { Property, Resource } from '../model/resource.ts';

export interface AclGrant extends Omit<AclGroup, 'kind'> {
	readonly kind: AclGroup['kind'] | 'account';
	/** The canned ACL, or the grantee of a grant. */
	readonly at: Property;
	/** The item of the list of grants; none for a canned ACL. */
	readonly grant?: Property;
	/** Completes "lets … ". */
	readonly may: string;
}

/** What is certain to be granted to somebody other than the owner, each alternative by itself. Grants to groups, and to accounts by their canonical ids. */
export function aclGrants(bucket: Resource): AclGrant[] {
	const canned = bucket.at('AccessControl').alternatives.flatMap((at): AclGrant[] => {
		const acl = at.exists === 'yes' ? CANNED_ACLS[Object.keys(CANNED_ACLS).find(name => at.is(name) === 'yes') ?? ''] : undefined;
		return acl ? [{ ...acl, at }] : [];
	});
	const owner = bucket.at('AccessControlPolicy.Owner.ID').string;
	const listed = [...bucket.at('AccessControlPolicy.Grants').items].flatMap(item => item.alternatives).flatMap((grant): AclGrant[] => {
		const may = ACL_PERMISSIONS[grant.at('Permission').string ?? ''] ?? 'use it';
		const uri = grant.at('Grantee.URI'), id = grant.at('Grantee.ID');
		const group = ACL_GROUPS[uri.string ?? ''];
		if (group) return [{ ...group, at: uri, grant, may }];
		const stranger = id.string !== undefined && owner !== undefined && id.string !== owner;
		return stranger ? [{ kind: 'account', who: 'an account that is named by its canonical id', at: id, grant, may }] : [];
	});
	return [...canned, ...listed];
}

/** The ownership under which S3 rejects an ACL; an absent one stands for S3's default since April 2023. */
export function enforcedBeside(bucket: Resource, acl: Property): Property | undefined {
	for (const controls of bucket.at('OwnershipControls').alternatives) {
		if (!controls.together(acl) || controls.exists === 'maybe') continue;
		if (controls.exists === 'no') return controls;
		const owned = controls.all('Rules[].ObjectOwnership').find(one => one.is(...ACL_OWNERSHIP) === 'no' && one.together(acl));
		if (owned) return owned;
	}
	return undefined;
}
