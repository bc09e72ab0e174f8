import type { Property, Resource } from '../../engine/model/resource.ts';
import { serviceMayUse } from '../../engine/queries/key-access.ts';
import { keyOf, keyProperties, namesOf } from '../../engine/queries/key-uses.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { KEY_USERS, type KeyUser } from './facts.ts';

interface Using {
	readonly user: KeyUser;
	readonly senders: readonly Resource[];
}

export default defineRule({
	id: 'kms/service-not-admitted',
	title: 'A key admits the services that use it for themselves',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services',
	on: [...new Set(KEY_USERS.map(user => user.target))],
	fixes: 'choice',
	review(target, design, report) {
		for (const use of keyProperties(target)) {
			for (const { user, senders } of usersOf(target, use)) {
				const fails = user.fails(target.name, namesOf(senders)), service = user.regional ? user.service.replace('.', '.REGION.') : user.service;
				const managed = /(^|[:/])alias\/aws\/(sqs|sns)$/.exec(use.string ?? '')?.[2];
				const key = keyOf(use, design);
				if (managed) {
					report(use, `${target.name} is encrypted with the AWS-managed key alias/aws/${managed}, which ${service} can never use: ${fails}.`, {
						related: senders.slice(0, 3), ...(managed === 'sqs' && { fix: ownKeys(target, use) }),
					});
				} else if (key && serviceMayUse(key, user.service, user.needs, user.regional) === 'no') {
					report(use, `${key.name} encrypts ${target.name}, and its policy does not let ${service} call ${user.needs.join(' and ')}: ${fails}.`, {
						related: [key, ...senders.slice(0, 3)], ...(key.at('KeyPolicy').exists === 'yes' && { fix: admit(key, user) }),
					});
				}
			}
		}
	},
});

/** The services that use the target's key, each once, and who makes them. */
function usersOf(target: Resource, use: Property): Using[] {
	const found = new Map<string, Using>();
	for (const user of KEY_USERS.filter(one => one.target === target.type)) {
		const { by } = user;
		const senders = by ? target.design.pointing(by.type, by.path, target).certain.filter(sender => sender.properties.together(use) && sendsTo(sender, by, target)) : [];
		if (by && senders.length === 0) continue;
		const known = found.get(user.service)?.senders ?? [];
		found.set(user.service, { user, senders: [...known, ...senders.filter(sender => !known.includes(sender))] });
	}
	return [...found.values()];
}

/** Whether it names the target where the service asks for itself. */
function sendsTo(sender: Resource, { path, only, without }: NonNullable<KeyUser['by']>, target: Resource): boolean {
	const cut = path.lastIndexOf('.');
	const items = cut < 0 ? [sender.properties] : sender.all(path.slice(0, cut));
	return items.filter(item => (!only || item.at(only[0]).is(only[1]) === 'yes') && (!without || item.at(without).exists === 'no'))
		.some(item => item.all(path.slice(cut + 1)).some(one => sender.design.follow(one, target.type)?.id === target.id));
}

function ownKeys(queue: Resource, id: Property): FixSpec {
	return { title: 'Encrypt with keys of SQS instead', preferred: false, change: change => change.remove(id).set(queue, 'SqsManagedSseEnabled', true) };
}

function admit(key: Resource, { service, regional, grant: { sid, actions, condition } }: KeyUser): FixSpec {
	const [name, ...rest] = service.split('.');
	const principal = regional ? { '#text': [`${name}.`, { '#pseudo': 'AWS::Region' as const }, `.${rest.join('.')}`] } : service;
	return {
		title: `Let ${service} use ${key.name}`,
		change: change => change.append(key, 'KeyPolicy.Statement', {
			Sid: sid, Effect: 'Allow', Principal: { Service: principal }, Action: [...actions], Resource: '*', ...(condition && { Condition: condition }),
		}),
	};
}
