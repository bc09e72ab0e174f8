import type { IamAction } from '../../engine/aws/iam.ts';
import { listed } from '../../engine/model/listed.ts';
import type { Property } from '../../engine/model/resource.ts';
import { actionsOf } from '../../engine/policy/actions.ts';
import { arnFault } from '../../engine/policy/arn-faults.ts';
import { actsOn, resourceText } from '../../engine/policy/arns.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type Element, type Statement, statementsOf } from '../../engine/policy/document.ts';
import { otherPart, withOneMore } from '../../engine/policy/drafts.ts';
import { isOpaque, pattern } from '../../engine/policy/patterns.ts';
import { firstTime } from '../../engine/queries/policy-places.ts';
import { type PlacedPolicy, policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { WHOLE_ACTIONS } from './facts/actions.ts';

/** Their own rules speak of what these policies name: s3/policy-resource-mismatch, kms/key-policy-resource. */
const SPOKEN_OF = new Set(['s3', 'kms', 'sts']);

export default defineRule({
	id: 'policy/action-resource',
	title: 'Every action finds a resource that it acts on',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
	on: policyTypes(),
	fixes: 'choice',
	review(resource, design, report) {
		const isNew = firstTime();
		for (const policy of policiesIn(resource)) {
			if (SPOKEN_OF.has(policy.home.service ?? '')) continue;
			for (const { statement, when } of statementsOf(policy.document)) {
				const { actions, resources } = statement;
				design.undecided(actions.open || resources.open);
				if (actions.negated || resources.negated || resources.open || resources.items.length === 0 || resources.property === statement.property) continue;
				for (const { property, pattern: named } of actions.items) {
					const found = named.tokens.some(isOpaque) ? [] : actionsOf(named);
					// What a policy of one service says of another is void for another reason.
					const foreign = policy.home.service !== undefined && found.every(one => one.service.prefix !== policy.home.service);
					if (found.length === 0 || foreign || !isVoid(found, resources.items) || !isNew(property)) continue;
					report(property, `${messageOf(named.text, found, statement)}${describeWhen(when, property)}.`, {
						related: resources.items.map(item => item.property), fix: fixesOf(property, found, statement, policy),
					});
				}
			}
		}
	},
});

/** None of the actions acts on any of the resources, and that is not for a slip in an ARN, which is another matter. */
function isVoid(actions: readonly IamAction[], resources: readonly Element[]): boolean {
	if (actions.some(one => one.resources.length === 0 && !WHOLE_ACTIONS.has(one.service.prefix))) return false;
	return resources.every(({ property }) => {
		const text = resourceText(property);
		return text !== undefined && !arnFault(property) && actions.every(action => actsOn(action, pattern(text, { variables: true })) === 'no');
	});
}

/** The types that the actions act on, those that stand for others (access points) only where there are no more. */
function typesOf(actions: readonly IamAction[]): readonly string[] {
	const all = [...new Set(actions.flatMap(action => action.resources.map(type => type.name)))];
	const own = all.filter(name => !name.startsWith('accesspoint'));
	return own.length > 0 ? own : all;
}

function messageOf(name: string, actions: readonly IamAction[], { effect, resources }: Statement): string {
	const types = typesOf(actions);
	const [subject, act] = actions.length > 1 ? [`The actions of ${name}`, 'act'] : [name, 'acts'];
	const nothing = `it ${effect === 'Deny' ? 'denies' : 'allows'} nothing`;
	if (types.length === 0) return `${subject} cannot be limited to resources, and none of those here is *: ${nothing}`;
	const [only, ...others] = resources.items;
	const named = others.length === 0 ? `${only!.pattern.text} is none` : 'none of those here is one';
	return `${subject} ${act} on resources of ${types.length > 4 ? actions[0]!.service.name : `type ${listed(types, 'or')}`}, and ${named}: ${nothing}`;
}

function fixesOf(action: Property, actions: readonly IamAction[], statement: Statement, policy: PlacedPolicy): FixSpec[] {
	const { resources, conditions } = statement;
	const alone = statement.actions.items.length === 1;
	const types = typesOf(actions);
	if (types.length === 0) {
		if (conditions.open || conditions.clauses.length > 0 || (statement.effect !== 'Allow' && statement.effect !== 'Deny')) return [];
		if (alone) return [{ title: 'Name * instead: the action takes nothing else', effect: 'changes behaviour', preferred: false, change: change => change.set(resources.property, '*') }];
		const name = action.string;
		const list = policy.document.property.at('Statement');
		return name === undefined || statement.principals || list.value?.kind !== 'list' ? [] : [{
			title: 'Give the action a statement of its own, on *', effect: 'changes behaviour', preferred: false,
			change: change => change.remove(action).append(list, '', { Effect: statement.effect, Action: name, Resource: '*' }),
		}];
	}
	const part = types.every(type => type === 'object') ? 'object' : types.every(type => type === 'bucket') ? 'bucket' : undefined;
	const [first, ...others] = resources.items;
	const parts = first!.property.textParts;
	const draft = part && actions[0]!.service.prefix === 's3' && parts && first!.pattern.text.includes(':s3:::') ? otherPart(parts, part) : undefined;
	if (draft === undefined) return [];
	const title = part === 'object' ? 'Name the objects' : 'Name the bucket';
	if (alone && others.length === 0) return [{ title, effect: 'changes behaviour', preferred: false, change: change => change.set(first!.property, draft) }];
	const more = withOneMore(resources, draft);
	return more ? [{
		title: `${title} too`, effect: 'changes behaviour', preferred: false,
		change: change => ('append' in more ? change.append(resources.property, '', more.append) : change.set(resources.property, more.set)),
	}] : [];
}
