/**
 * What identity policies allow without saying on what: the question that the rules on broad grants share, so that each thing is said once.
 *
 * A grant here is an Allow of which it is certain that no condition narrows it. Its elements are told apart by what they come to: every
 * action, every action of a service, or some. Who speaks of an element: of all actions `policy/full-admin`, of a service's
 * `policy/service-admin`, of some the others; which of these, the functions below say. `NotAction` and `NotResource` are other rules'.
 */
import { type IamAction, type IamResource, type IamService, iamAction } from '../aws/iam.ts';
import { listed } from '../model/listed.ts';
import { type Property, type Resource, consistent } from '../model/resource.ts';
import { type Answer, type Condition, both, either } from '../model/value.ts';
import { deniedIn } from '../policy/access.ts';
import { actionsOf, servicesOf } from '../policy/actions.ts';
import { type Clause, type ConditionSet, isNegated } from '../policy/conditions.ts';
import { type Element, type PolicyDocument, type Scenario, type Reading, type Statement, statementsOf } from '../policy/document.ts';
import { ANY, type Pattern, covers, hasVariable, pattern, split } from '../policy/patterns.ts';
import { policiesIn } from './policies.ts';

export interface Grant {
	readonly document: PolicyDocument;
	readonly statement: Statement;
	readonly when: readonly Condition[];
	/** It is on every resource that there is; maybe where some of its resources are not known. */
	readonly everywhere: Answer;
	readonly elements: readonly GrantedElement[];
	/** It may be that the policy denies changing policies: then not even a grant of everything can be raised. */
	readonly limited: boolean;
}

export interface GrantedElement extends Element {
	readonly scope: 'all' | 'service' | 'some';
	/** Of a `service`; of one that AWS's list lacks there are none. */
	readonly services: readonly IamService[];
	/** Of AWS's, those that it stands for and that no Deny of the policy may take back; not worked out for `all`. */
	readonly actions: readonly IamAction[];
}

/** What the identity policies that a resource holds allow. */
export function grantsOf(resource: Resource): readonly Grant[] {
	return policiesIn(resource, 'identity').flatMap(({ document }) => grantsIn(document));
}

export function grantsIn(document: PolicyDocument): readonly Grant[] {
	const { property } = document;
	return property.resource.design.once(`grants ${property.resource.id} ${property.pathText}`, () => {
		const grants = statementsOf(document).flatMap(reading => grantOf(document, reading));
		// Beside a grant of everything the others add nothing.
		const all = grants.find(({ everywhere, elements, limited, when }) => everywhere === 'yes' && !limited && when.length === 0 && elements.some(({ scope }) => scope === 'all'));
		return all ? [all] : grants;
	});
}

function grantOf(document: PolicyDocument, { statement, scenario, when }: Reading): readonly Grant[] {
	const { effect, actions, resources } = statement;
	const { design } = document.property.resource;
	if (effect === 'Deny' || effect === 'invalid' || actions.negated || resources.negated) return [];
	const wide = both(effect === 'unknown' ? 'maybe' : 'yes', staysWide(statement.conditions));
	const everywhere = either(resources.open ? 'maybe' : 'no', ...resources.items.map(isEverything));
	design.undecided(wide === 'maybe' || (wide === 'yes' && everywhere === 'maybe'));
	if (wide !== 'yes') return [];
	const elements = actions.items.filter(({ property: place }) => place.assumed.length === 0).map(element => granted(element, scenario)).filter(one => one !== undefined);
	const limited = denies(scenario, 'iam:PutRolePolicy');
	return [{ document, statement, when, limited, everywhere, elements }];
}

/** Whether a grant is on every resource that an action accepts: `*`, or all ARNs of one of its types (`arn:aws:s3:::*`), in an account and region or in all. */
export function isOnAll({ everywhere, statement }: Grant, action: IamAction): boolean {
	return everywhere === 'yes' || statement.resources.items.some(item => item.property.assumed.length === 0 && action.resources.some(type => takesAll(item.pattern, type)));
}

/** Whether a grant is on all that a service has: `*`, or `arn:aws:s3:::*`. */
export function isOnAllOf({ everywhere, statement }: Grant, { prefix, resources }: IamService): boolean {
	// Some services list what others hold, too (`s3-object-lambda` in S3).
	const named = resources.filter(({ arn }) => arn.split(':')[2] === prefix && nameOf(arn).includes('*'));
	return everywhere === 'yes' || (named.length > 0 && named.every(type => statement.resources.items.some(item => item.property.assumed.length === 0 && takesAll(item.pattern, type))));
}

/** The actions of an element's, of those that it names beside whole services. */
export function someOf(grant: Grant): readonly { readonly element: GrantedElement; readonly action: IamAction }[] {
	if (grant.elements.some(({ scope }) => scope === 'all')) return [];
	return grant.elements.filter(({ scope }) => scope === 'some').flatMap(element => element.actions.map(action => ({ element, action })));
}

/** A way to more rights: whoever may do all of these actions, on every resource, can do more than was meant. */
export interface Path {
	readonly actions: readonly string[];
}

export interface Escalation<P extends Path> {
	readonly path: P;
	/** Which element allows each of the path's actions. */
	readonly steps: readonly { readonly grant: Grant; readonly element: GrantedElement }[];
}

/** Those of some paths that the grants open. What is told of a whole service, or of everything, is not told again. */
export function escalationsOf<P extends Path>(grants: readonly Grant[], paths: readonly P[]): readonly Escalation<P>[] {
	if (grants.some(grant => grant.everywhere === 'yes' && grant.elements.some(isAdministration))) return [];
	return paths.flatMap(path => {
		const steps = path.actions.map(name => stepOf(name, grants));
		const open = steps.every(step => step !== undefined) && !steps.every(({ element }) => element.scope === 'service') && consistent(steps.flatMap(({ grant }) => grant.when));
		return open ? [{ path, steps }] : [];
	});
}

/** All of AWS, or all of IAM, by which one can give oneself the rest. */
function isAdministration({ scope, services }: GrantedElement): boolean {
	return scope === 'all' || services.some(({ prefix }) => prefix === 'iam');
}

function stepOf(name: string, grants: readonly Grant[]): Escalation<Path>['steps'][number] | undefined {
	const action = iamAction(name);
	if (!action) return undefined;
	const found = grants.filter(grant => isOnAll(grant, action)).flatMap(grant => grant.elements.filter(element => element.actions.includes(action)).map(element => ({ grant, element })));
	return found.find(({ element }) => element.scope === 'service') ?? found[0];
}

/** Where to say something of some of a grant's elements: at the element, or for several at all of them. */
export function placeOf({ statement }: Grant, elements: readonly GrantedElement[]): Property {
	return new Set(elements).size === 1 ? elements[0]!.property : statement.actions.property;
}

/** Who has what a resource's policies allow, for the middle of a sentence. */
export function holderOf(resource: Resource): string {
	if (resource.partial) return 'whoever has this policy';
	return ['AWS::IAM::Role', 'AWS::IAM::User'].includes(resource.type) ? resource.name : resource.type === 'AWS::IAM::Group' ? `everybody in ${resource.name}` : `whoever has ${resource.name}`;
}

/** `every resource`, or the names of those that it is on; for the reader. */
export function reachOf({ everywhere, statement }: Grant): string {
	if (everywhere === 'yes') return 'every resource';
	const names = statement.resources.items.map(({ pattern: { text }, property: { value, resource } }) => (value?.kind === 'reference' ? resource.design.resource(value.target)?.name : undefined) ?? text);
	return names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : listed(names);
}

export function fullName({ service, name }: IamAction): string {
	return `${service.prefix}:${name}`;
}

/** Whether the policies that a resource holds are certain to be bounded by a permissions boundary, or may be: then they do not tell what is allowed. */
export function isBounded(resource: Resource): boolean {
	const owners = ownersOf(resource);
	return owners.length > 0 && owners.every(owner => owner?.at('PermissionsBoundary').exists !== 'no' && owner !== undefined);
}

function ownersOf(resource: Resource): readonly (Resource | undefined)[] {
	const { design } = resource;
	const follow = (place: Property, type: string) => design.follow(place, type);
	switch (resource.type) {
		case 'AWS::IAM::Role': case 'AWS::IAM::User': return [resource];
		case 'AWS::IAM::RolePolicy': return [follow(resource.at('RoleName'), 'AWS::IAM::Role')];
		case 'AWS::IAM::UserPolicy': return [follow(resource.at('UserName'), 'AWS::IAM::User')];
		case 'AWS::IAM::Policy': case 'AWS::IAM::ManagedPolicy': {
			if (resource.partial || resource.at('Groups').exists !== 'no') return [];
			const attached = resource.type === 'AWS::IAM::ManagedPolicy' ? ['AWS::IAM::Role', 'AWS::IAM::User'].flatMap(type => design.pointing(type, 'ManagedPolicyArns[]', resource).certain) : [];
			return [...attached, ...[...resource.at('Roles').items].map(one => follow(one, 'AWS::IAM::Role')), ...[...resource.at('Users').items].map(one => follow(one, 'AWS::IAM::User'))];
		}
		default: return [];
	}
}

/** A denial of what comes without TLS or a second factor takes nothing from whoever has both. */
const CAREFUL = { 'aws:SecureTransport': 'true', 'aws:MultiFactorAuthPresent': 'true' };

/** Whether the policy denies an action on every resource, or may. A wildcard stands for thousands of actions: each is asked about once. */
function denies(scenario: Scenario, action: string): boolean {
	let { denials, known } = asked.get(scenario) ?? {};
	if (!denials || !known) {
		denials = { ...scenario, statements: scenario.statements.filter(one => one.effect === 'Deny' || one.effect === 'unknown') };
		known = new Map();
		asked.set(scenario, { denials, known });
	}
	let answer = denials.statements.length === 0 ? false : known.get(action);
	if (answer === undefined) {
		if (known.size * denials.statements.length > MOST_ASKED) return true;
		answer = deniedIn(denials, { caller: { kind: 'own account' }, action, resource: '*', context: CAREFUL }) !== 'no';
		known.set(action, answer);
	}
	return answer;
}

/** Actions times denials: of a policy of more, which nobody writes by hand, it stays open what it denies. */
const MOST_ASKED = 30_000;

const asked = new WeakMap<Scenario, { readonly denials: Scenario; readonly known: Map<string, boolean> }>();

function granted(element: Element, scenario: Scenario): GrantedElement | undefined {
	const denied = (action: string) => denies(scenario, action);
	const [prefix, name] = split(element.pattern, ':', 2);
	if (isAny(prefix!) && (name === undefined || isAny(name))) return denied('*') ? undefined : { ...element, scope: 'all', services: [], actions: [] };
	const actions = actionsOf(element.pattern).filter(action => !denied(fullName(action)));
	const whole = name !== undefined && isAny(name) && !denied(element.pattern.text);
	return { ...element, scope: whole ? 'service' : 'some', services: whole ? servicesOf(prefix!) : [], actions };
}

/** Stands for whatever ARN there is. */
const EVERY_ARN = pattern('arn:aws:*:*:*:*');

function isEverything({ pattern: resource, property }: Element): Answer {
	const answer = covers(resource, EVERY_ARN);
	return property.assumed.length > 0 ? both(answer, 'maybe') : answer;
}

function isAny({ tokens }: Pattern): boolean {
	return tokens.length > 0 && tokens.every(token => token === ANY);
}

/** The type's ARN with a wildcard for each name, and region and account as the pattern has them. */
function takesAll(resource: Pattern, { arn }: IamResource): boolean {
	const parts = split(resource, ':', 6), wanted = arn.split(':');
	if (parts.length < 6 || parts[2]!.text !== wanted[2]) return false;
	const name = nameOf(arn);
	// A type without names of its own (`root`) is one resource.
	return name.includes('*') && covers(parts[5]!, pattern(name)) === 'yes';
}

/** The part of an ARN's template behind the account, with a wildcard for each name. */
function nameOf(arn: string): string {
	return arn.split(':').slice(5).join(':').replaceAll(/\{\w+\}/g, '*');
}

/** Keys that say who asks, from where, when and how, and nothing of what is done. */
const OF_THE_CALLER = /^aws:(multifactorauth(present|age)|securetransport|(vpc)?sourceip|sourcevpce?|currenttime|epochtime|tokenissuetime|useragent|referer|username|userid|principal\w+(\/.*)?|federatedprovider|sourceidentity)$/;

/** Whether a grant under these conditions is as wide as one under none, once it holds for somebody. */
function staysWide(conditions: ConditionSet): Answer {
	if (!conditions.clauses.every(isIdle)) return 'no';
	return conditions.open ? 'maybe' : 'yes';
}

function isIdle(clause: Clause): boolean {
	const { key, values, operator, open } = clause;
	// `aws:PrincipalTag/team` that must equal the resource's tag narrows what is acted on.
	if (OF_THE_CALLER.test(key)) return !values.some(value => hasVariable(value.pattern));
	return !open && !isNegated(operator) && /(Like|^ArnEquals)$/.test(operator) && values.some(value => isAny(value.pattern) || (key === 'iam:passedtoservice' && value.pattern.text === '*.amazonaws.com'));
}
