/**
 * What an instance does with itself when it starts: its user data (a shell script, PowerShell, cloud-init), and in CloudFormation the
 * packages, services, commands and files of `AWS::CloudFormation::Init`. Of a text of which some is not known, the known lines count.
 */
import type { Property, Resource } from '../model/resource.ts';
import type { TextPart } from '../model/value.ts';
import { type ContentFinding, type Finding, type MountFinding, byPackage, byService, contentIn, mountsIn, once, softwareIn } from './software.ts';

/** The types whose start is read. */
export const STARTED_TYPES = ['AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate', 'AWS::AutoScaling::LaunchConfiguration'] as const;

/** Where the finding stands: to be underlined by its key, since a script is long. */
interface Placed {
	readonly at: Property;
}

export interface Startup {
	readonly software: readonly (Finding & Placed)[];
	readonly mounts: readonly (MountFinding & Placed)[];
	readonly content: (ContentFinding & Placed) | undefined;
	/** PowerShell or a batch script: the instance runs Windows. */
	readonly windows: boolean;
	/** Some whole lines cannot be known: there may be more than what was found. */
	readonly open: boolean;
}

/** What is known of the start of an instance, launch template or launch configuration. */
export function startupOf(resource: Resource): Startup {
	return resource.design.once(`startup ${resource.id}`, () => {
		const scripts = [...userData(resource), ...initScripts(resource)];
		const packages = initNames(resource);
		const found = [...packages, ...scripts.flatMap(({ at, text }) => softwareIn(text).map(one => ({ ...one, at })))];
		return {
			software: once(found),
			mounts: scripts.flatMap(({ at, text }) => mountsIn(text).map(one => ({ ...one, at }))),
			content: scripts.flatMap(({ at, text }) => { const one = contentIn(text); return one ? [{ ...one, at }] : []; })[0],
			windows: scripts.some(({ text }) => /<(powershell|script)>/i.test(text)),
			open: scripts.some(one => one.open) || userDataOf(resource).exists === 'maybe',
		};
	});
}

interface Script {
	readonly at: Property;
	readonly text: string;
	readonly open: boolean;
}

function userDataOf(resource: Resource): Property {
	return resource.at(resource.type === 'AWS::EC2::LaunchTemplate' ? 'LaunchTemplateData.UserData' : 'UserData');
}

function userData(resource: Resource): readonly Script[] {
	return userDataOf(resource).alternatives.flatMap(scriptOf);
}

/** A text with `${…}` for what is not known of it. */
function scriptOf(at: Property): readonly Script[] {
	const parts = at.textParts;
	if (!parts || at.exists === 'no') return [];
	const text = parts.map(part => (typeof part === 'string' ? part : '${…}')).join('');
	return [{ at, text, open: parts.some((_, index) => isLines(parts, index)) }];
}

/** What is not known is a line or several, and no word in one. */
function isLines(parts: readonly TextPart[], index: number): boolean {
	const [before, part, after] = [parts[index - 1], parts[index]!, parts[index + 1]];
	return typeof part !== 'string' && part.kind === 'unknown' && (before === undefined || (typeof before === 'string' && /(^|\n)[ \t]*$/.test(before))) && (after === undefined || (typeof after === 'string' && /^[ \t]*(\r?\n|$)/.test(after)));
}

const INIT = 'AWS::CloudFormation::Init';

/** The configurations of cfn-init. */
function initOf(resource: Resource): readonly Property[] {
	const init = resource.at('@Metadata').entries.filter(([name]) => name === INIT).map(([, property]) => property);
	return init.flatMap(one => one.entries.filter(([name]) => name !== 'configSets').map(([, config]) => config));
}

function under(config: Property, name: string): readonly Property[] {
	return config.entries.filter(([key]) => key === name).map(([, property]) => property);
}

function initNames(resource: Resource): readonly (Finding & Placed)[] {
	return initOf(resource).flatMap(config => [
		...under(config, 'packages').flatMap(list => list.entries).flatMap(([manager, names]) => names.entries.flatMap(([name, at]) => byPackage(name, manager, name).map(one => ({ ...one, at })))),
		...under(config, 'services').flatMap(list => list.entries).flatMap(([, names]) => names.entries.flatMap(([name, at]) => byService(name, `the service ${name}`).map(one => ({ ...one, at })))),
	]);
}

function initScripts(resource: Resource): readonly Script[] {
	return initOf(resource).flatMap(config => [
		...under(config, 'commands').flatMap(list => list.entries).flatMap(([, command]) => under(command, 'command')),
		...under(config, 'files').flatMap(list => list.entries).flatMap(([, file]) => under(file, 'content')),
		...under(config, 'sources'),
	]).flatMap(one => one.alternatives).flatMap(one => (one.entries.length > 0 ? one.entries.map(([, value]) => value) : [one])).flatMap(scriptOf);
}

export interface Fleet {
	/** What makes several of the instance, or one after the other. */
	readonly by: Resource;
	/** Completes “Web …”: `is started by the group Fleet`. */
	readonly words: string;
}

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const GROUP_PATHS: Readonly<Record<string, readonly string[]>> = {
	'AWS::EC2::LaunchTemplate': ['LaunchTemplate.LaunchTemplateId', 'LaunchTemplate.LaunchTemplateName', 'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId', 'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateName'],
	'AWS::AutoScaling::LaunchConfiguration': ['LaunchConfigurationName'],
};

/** Why there are, or will be, others like the instance: a group that starts and ends them, or a load balancer over several. */
export function fleetOf(resource: Resource): Fleet | undefined {
	const { design } = resource;
	const group = (GROUP_PATHS[resource.type] ?? []).flatMap(path => design.pointing(GROUP, path, resource).certain)[0];
	if (group) return { by: group, words: `is what the group ${group.name} starts and ends instances from` };
	if (resource.type !== 'AWS::EC2::Instance') return undefined;
	const several = (targets: readonly unknown[]) => targets.length > 1 || (targets.length === 1 && resource.multiplicity === 'many' && (resource.instances ?? 2) > 1);
	const balanced = design.pointing('AWS::ElasticLoadBalancingV2::TargetGroup', 'Targets[].Id', resource).certain.find(one => several(one.all('Targets[].Id')));
	return balanced && { by: balanced, words: `is one of several behind the target group ${balanced.name}` };
}
