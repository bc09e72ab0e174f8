/** What AWS documents of policies, for the rules of this folder: figures and lists that several of them share. */

/** Services that refuse a public policy whatever it is attached to, and why, for the reader. Read 2026-11. */
export const REFUSES_PUBLIC: ReadonlyMap<string, string> = new Map([
	// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-bpa-rbp.html
	['dynamodb', 'DynamoDB takes no public policy'],
	// https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security.html
	['s3express', 'directory buckets always block public access'],
	// https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-setting-up.html
	['s3tables', 'table buckets always block public access'],
]);

/** An identity provider whose one issuer serves the customers of many organizations: only claims tell them apart. */
export interface SharedIssuer {
	/** Whom a token without a word on the claim may belong to. */
	readonly anyone: string;
	/** The claim that names the organization: of AWS's list, or what the provider documents. */
	readonly claim: string;
	/** Other claims that do the same. */
	readonly others?: readonly string[];
	/** The claim is made of named parts, `repo:ORG/REPO:…`: the first must be whole. */
	readonly parts?: true;
	/** IAM takes no new trust policy that asks nothing of the claim. */
	readonly enforced?: true;
}

const GITHUB: SharedIssuer = {
	anyone: 'any workflow of any repository on GitHub', claim: 'sub', parts: true, enforced: true,
	others: ['repository', 'repository_id', 'repository_owner', 'repository_owner_id', 'job_workflow_ref', 'enterprise', 'enterprise_id', 'actor', 'actor_id'],
};
const ofPulumi = { anyone: 'any organization of Pulumi Cloud', claim: 'aud', others: ['sub'], enforced: true } as const;

/**
 * By issuer. The first ones are the shared providers of which IAM demands a claim:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html, read 2026-11;
 * the last ones are those that need no provider in the account:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export const SHARED_ISSUERS: ReadonlyMap<string, SharedIssuer> = new Map<string, SharedIssuer>([
	['token.actions.githubusercontent.com', GITHUB], ['vstoken.actions.githubusercontent.com', GITHUB],
	['oidc-configuration.audit-log.githubusercontent.com', { anyone: 'the audit log of any enterprise on GitHub', claim: 'sub', enforced: true }],
	['gitlab.com', { anyone: 'any job of any project on GitLab.com', claim: 'sub', others: ['project_path', 'namespace_path', 'project_id', 'namespace_id'], parts: true, enforced: true }],
	['app.terraform.io', { anyone: 'any workspace of any organization on HCP Terraform', claim: 'sub', parts: true, enforced: true }],
	['agent.buildkite.com', { anyone: 'any pipeline of any organization on Buildkite', claim: 'sub', others: ['organization_id', 'organization_slug'], parts: true, enforced: true }],
	['oidc.codefresh.io', { anyone: 'any pipeline of any account on Codefresh', claim: 'sub', parts: true, enforced: true }],
	['studio.datachain.ai/api', { anyone: 'any user of DVC Studio', claim: 'sub', enforced: true }],
	['scalr.io', { anyone: 'any workspace of any account on Scalr', claim: 'sub', enforced: true }],
	['tokens.cloud.shisho.dev', { anyone: 'any organization on Shisho Cloud', claim: 'sub', enforced: true }],
	['proidc.upbound.io', { anyone: 'any organization on Upbound', claim: 'sub', enforced: true }],
	['oidc.vercel.com', { anyone: 'any project of any team on Vercel', claim: 'aud', others: ['sub'], enforced: true }],
	['api.pulumi.com/oidc', ofPulumi], ['sandboxes.cloud', { ...ofPulumi, anyone: 'any organization of sandboxes.cloud' }],
	['cognito-identity.amazonaws.com', { anyone: 'any identity pool of any AWS account', claim: 'aud', others: ['sub'], enforced: true }],
	['accounts.google.com', { anyone: 'any Google account, by any application', claim: 'aud', others: ['oaud', 'sub', 'email'] }],
	['graph.facebook.com', { anyone: 'any Facebook account, by any application', claim: 'app_id', others: ['id'] }],
	['www.amazon.com', { anyone: 'any Amazon customer, by any application', claim: 'app_id', others: ['user_id'] }],
]);
