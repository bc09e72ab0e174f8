/** Random policies full of traps, and random strangers who try them. The trusted world is 1111…, o-trusted, vpc-1, 203.0.113.0/24. */
import fc from 'fast-check';
import type { PlainRequest } from './reference.ts';

export const TRUSTED = '111111111111';
const STRANGER = '999999999999';
export const BUCKET = 'arn:aws:s3:::shop';

const some = <T>(...values: T[]) => fc.constantFrom(...values);
const oneOrMore = <T>(values: fc.Arbitrary<T>) => fc.oneof(values, fc.uniqueArray(values, { minLength: 1, maxLength: 3 }));

const actions = oneOrMore(some('s3:GetObject', 's3:getobject', 's3:Get*', 's3:*', '*', 's3:PutObject', 's3:ListBucket', 's3:?etObject', 'S3:DeleteObject'));
const resources = oneOrMore(some(BUCKET, `${BUCKET}/*`, `${BUCKET}/public/*`, '*', `${BUCKET}*`, `${BUCKET}/?/*`, `${BUCKET}/\${aws:PrincipalTag/team}/*`, `${BUCKET}/\${s3:prefix}*`, `${BUCKET}/\${*}`));

const trustedNames = [TRUSTED, `arn:aws:iam::${TRUSTED}:root`, `arn:aws:iam::${TRUSTED}:role/app`];
const principals = fc.oneof(
	some<string | Record<string, string | string[]>>('*', { AWS: '*' }, { AWS: ['*', TRUSTED] }, { AWS: trustedNames[2]! }, { AWS: trustedNames }, { Service: 'logging.s3.amazonaws.com' }),
	some({ AWS: [TRUSTED, STRANGER] }),
);

const texts = ['StringEquals', 'StringLike', 'StringEqualsIgnoreCase', 'StringNotEquals', 'StringNotLike', 'StringNotEqualsIgnoreCase'];
const arns = ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', 'StringLike', 'StringNotLike', 'StringEquals'];
/** Operators, key, values of the policy, values of a stranger's request. */
const keys: readonly (readonly [operators: readonly string[], key: string, wanted: readonly string[], given: readonly (string | readonly string[])[]])[] = [
	[texts, 'aws:PrincipalOrgID', ['o-trusted', 'o-*', '*', '${aws:PrincipalOrgID}'], ['o-evil']],
	[texts, 'aws:PrincipalAccount', [TRUSTED, '*', '????????????'], [STRANGER]],
	[texts, 'aws:SourceVpc', ['vpc-1', 'vpc-2', 'vpc-*'], ['vpc-evil']],
	[texts, 'aws:sourcevpce', ['vpce-1', 'vpce-*'], ['vpce-evil']],
	[texts, 'aws:SourceAccount', [TRUSTED, '*'], [STRANGER]],
	[arns, 'aws:PrincipalArn', [`arn:aws:iam::${TRUSTED}:role/app`, `arn:aws:iam::${TRUSTED}:role/*`, 'arn:aws:iam::*:role/app', '*'], [`arn:aws:iam::${STRANGER}:role/app`]],
	[arns, 'aws:SourceArn', [`arn:aws:sns:eu-west-1:${TRUSTED}:topic`, `arn:aws:sns:*:${TRUSTED}:*`, 'arn:aws:sns:eu-west-1:*:topic'], [`arn:aws:sns:eu-west-1:${STRANGER}:topic`]],
	[texts, 'aws:userid', ['AROAEXAMPLEEXAMPLE00:*', 'AIDAEXAMPLEEXAMPLE00', '*:app', 'A*'], ['AROAEVILEVILEVILEVIL:app']],
	[['IpAddress', 'NotIpAddress'], 'aws:SourceIp', ['203.0.113.0/24', '198.51.100.7', '0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1'], ['8.8.8.8', '198.18.0.1']],
	[['Bool'], 'aws:SecureTransport', ['true', 'false'], ['true', 'false']],
	[texts, 'aws:Referer', ['https://shop.example', 'https://*'], ['https://shop.example']],
	[texts, 'aws:PrincipalTag/team', ['red', 're*'], ['red', 'blue']],
	[['NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals', 'NumericEquals', 'NumericNotEquals'], 's3:TlsVersion', ['1.2', '1.3'], ['1.1', '1.3']],
	[['DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals', 'DateEquals', 'DateNotEquals'], 'aws:CurrentTime', ['2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'], ['2026-06-01T00:00:00Z', '2027-01-01T00:00:00Z']],
	[texts, 'aws:TagKeys', ['team', 'cost', 't*'], [['team'], ['team', 'cost'], ['cost', 'x'], ['x']]],
	[texts, 's3:prefix', ['public/', 'p*', '${aws:PrincipalTag/team}/', '${*}'], ['public/', 'x', '*']],
];

const clause = fc.oneof(
	...keys.map(([operators, key, wanted]) => fc.record({
		operator: some(...operators), key: fc.constant(key), values: oneOrMore(some(...wanted)),
		prefix: fc.oneof({ weight: 5, arbitrary: fc.constant('') }, some('ForAnyValue:', 'ForAllValues:')),
		suffix: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, fc.constant('IfExists')),
	})),
	fc.record({ operator: fc.constant('Null'), key: some(...keys.map(([, key]) => key)), values: some('true', 'false'), prefix: fc.constant(''), suffix: fc.constant('') }),
);

const conditions = fc.array(clause, { maxLength: 3 }).map(clauses => {
	const found: Record<string, Record<string, string | string[]>> = {};
	for (const { operator, key, values, prefix, suffix } of clauses) {
		const name = prefix + operator + suffix;
		found[name] = { ...found[name], [key]: values };
	}
	return found;
});

const statement = fc.record({
	Effect: fc.oneof({ weight: 2, arbitrary: fc.constant('Allow') }, fc.constant('Deny')),
	who: fc.tuple(fc.oneof({ weight: 6, arbitrary: fc.constant('Principal') }, fc.constant('NotPrincipal')), principals),
	what: fc.tuple(fc.oneof({ weight: 5, arbitrary: fc.constant('Action') }, fc.constant('NotAction')), actions),
	which: fc.tuple(fc.oneof({ weight: 5, arbitrary: fc.constant('Resource') }, fc.constant('NotResource')), resources),
	Condition: conditions,
}).map(({ Effect, who, what, which, Condition }) => ({
	Effect, [who[0]]: who[1], [what[0]]: what[1], [which[0]]: which[1], ...(Object.keys(Condition).length > 0 && { Condition }),
}));

/** Everything for everyone, and denials that may or may not take it back. */
const opened = fc.array(conditions, { minLength: 1, maxLength: 2 }).map(all => [
	{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' },
	...all.map(Condition => ({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition })),
]);

export const policies = fc.record({
	Version: fc.oneof({ weight: 4, arbitrary: fc.constant('2012-10-17') }, fc.constant('2008-10-17')), Statement: fc.oneof(fc.array(statement, { minLength: 1, maxLength: 4 }), opened),
});

/** What a stranger's request can say of itself: each key is there with one of the stranger's values, or missing. */
const context = fc.tuple(...keys.map(([, key, , given]) => fc.option(some(...given), { nil: undefined }).map(value => [key.toLowerCase(), value] as const)))
	.map(pairs => Object.fromEntries(pairs.filter((pair): pair is readonly [string, string | readonly string[]] => pair[1] !== undefined)));

export const strangers: fc.Arbitrary<PlainRequest> = fc.record({
	known: fc.boolean(), action: some('s3:GetObject', 's3:PutObject', 's3:ListBucket', 's3:DeleteObject'),
	object: some('', '/public/a', '/x/y', '/z'), context,
}).map(({ known, action, object, context: given }) => {
	const anonymous = Object.fromEntries(Object.entries(given).filter(([key]) => !/^aws:(principal|userid)/.test(key)));
	const resource = BUCKET + object;
	return known ? { account: STRANGER, arn: `arn:aws:iam::${STRANGER}:role/app`, action, resource, context: given } : { action, resource, context: anonymous };
});

/** Every key that policies mention, for saying of each that a request does not have it. */
export const allKeys = keys.map(([, key]) => key.toLowerCase());
