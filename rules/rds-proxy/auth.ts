import type { Property, Resource } from '../../engine/model/resource.ts';
import type { TextPart } from '../../engine/model/value.ts';
import { VERSION } from '../../engine/policy/drafts.ts';
import { PROXY } from '../../engine/queries/db-proxies.ts';
import { may, trusts } from '../../engine/queries/roles.ts';
import { type FixSpec, type Report, defineRule, refer } from '../../engine/review/rule.ts';
import { READ, SERVICE } from './facts.ts';

const SECRET = 'AWS::SecretsManager::Secret';

export default defineRule({
	id: 'rds-proxy/auth',
	title: 'A proxy can read the secrets that it signs in with',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-secrets-arns.html',
	on: PROXY,
	fixes: 'choice',
	review(proxy, design, report) {
		const scheme = proxy.at('DefaultAuthScheme');
		const { items } = proxy.at('Auth');
		// With IAM from end to end there are no secrets.
		if (scheme.is('IAM_AUTH') !== 'no') return;
		if (items.length === 0 && items.complete === 'yes' && proxy.at('Auth').exists === 'no' && !proxy.partial) {
			report(proxy.at('Auth'), `${proxy.name} has no secret to sign in to its database with, and no IAM authentication from end to end instead.`, { fix: offers(proxy, secret => ({ Auth: [{ AuthScheme: 'SECRETS', IAMAuth: 'REQUIRED', SecretArn: refer(secret) }] })) });
		}
		const role = design.follow(proxy.at('RoleArn'), 'AWS::IAM::Role');
		if (role && !role.partial && trusts(role, SERVICE) === 'no') {
			report(proxy.at('RoleArn'), `${proxy.name} cannot take on the role ${role.name}: its trust policy does not let ${SERVICE} assume it.`, {
				related: [role.at('AssumeRolePolicyDocument')],
				fix: {
					title: `Let RDS assume ${role.name}`,
					change: change => change.append(role, 'AssumeRolePolicyDocument.Statement', { Effect: 'Allow', Principal: { Service: SERVICE }, Action: 'sts:AssumeRole' }),
				},
			});
		}
		for (const auth of items.flatMap(item => item.alternatives)) judgeAuth(auth, proxy, role, report);
	},
});

function judgeAuth(auth: Property, proxy: Resource, role: Resource | undefined, report: Report): void {
	const scheme = auth.at('AuthScheme');
	if (scheme.exists === 'yes' && scheme.is('SECRETS') === 'no') return;
	const secret = auth.at('SecretArn');
	if (secret.exists === 'no') {
		report(secret, `${proxy.name} signs in with a secret and names none.`, {
			fix: secretsOf(proxy).map(one => ({ title: `Sign in with ${one.name}`, preferred: false, change: change => change.set(secret, refer(one)) })),
		});
	}
	const parts = secret.textParts?.every(part => typeof part === 'string' || part.kind !== 'unknown') ? secret.textParts : undefined;
	const reads = role && parts && !role.partial ? may(role, READ, parts) : 'yes';
	proxy.design.undecided(reads === 'maybe');
	if (role && parts && reads === 'no') {
		report(secret, `${proxy.name} signs in with this secret, and its role ${role.name} may not read it (${READ}).`, { related: [role], fix: grant(role, parts) });
	}
	for (const iam of auth.at('IAMAuth').alternatives) {
		if (iam.exists === 'yes' ? iam.is('DISABLED') !== 'yes' : iam.exists !== 'no') continue;
		report(iam, `Clients of ${proxy.name} sign in with a password; with IAM authentication they need none, and the secret stays with the proxy.`, {
			severity: 'warning', fix: { title: `Require IAM authentication of ${proxy.name}'s clients`, effect: 'changes behaviour', change: change => change.set(iam, 'REQUIRED') },
		});
	}
}

function grant(role: Resource, parts: readonly TextPart[]): readonly FixSpec[] {
	const [only] = parts;
	if (parts.length !== 1 || (typeof only === 'object' && only.kind !== 'reference')) return [];
	const Statement = [{ Effect: 'Allow', Action: READ, Resource: typeof only === 'object' ? { '#reference': only.target, attribute: only.attribute } : only! }];
	return [{
		title: `Let ${role.name} read the secret`,
		change: change => change.add('AWS::IAM::RolePolicy', `${role.name}Secret`, role, { RoleName: refer(role), PolicyName: 'secret', PolicyDocument: { Version: VERSION, Statement } }),
	}];
}

function secretsOf(proxy: Resource): readonly Resource[] {
	return proxy.design.all(SECRET).filter(one => !one.multiplicity && one.when.length === 0).slice(0, 3);
}

function offers(proxy: Resource, properties: (secret: Resource) => { Auth: readonly Record<string, ReturnType<typeof refer>>[] }): readonly FixSpec[] {
	return secretsOf(proxy).map(secret => ({ title: `Sign in with ${secret.name}`, preferred: false, change: change => change.set(proxy, 'Auth', properties(secret).Auth) }));
}
