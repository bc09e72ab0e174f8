/** Plans and states for tests, as Terraform prints them. */
import { lowerShown } from '../../../engine/dialects/terraform/shown/lower.ts';
import { Architecture } from '../../../engine/model/architecture.ts';
import type { Lowered } from '../../../engine/model/lowered.ts';
import type { Value } from '../../../engine/model/value.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { plain } from './design.ts';

export interface Change {
	readonly after?: object | null;
	readonly unknown?: object;
	readonly sensitive?: object;
	readonly before?: object | null;
	readonly actions?: readonly string[];
	/** More of the entry: `deposed`, `previous_address`. */
	readonly more?: object;
	/** The expressions of its block; in the root, or in the module of the address. */
	readonly written?: object;
}

/** `configuration` completes the root module's (module calls). */
export function plan(changes: Readonly<Record<string, Change>>, configuration: object = {}): object {
	const resources = Object.entries(changes).flatMap(([address, { written }]) => (written && !address.startsWith('module.')
		? [{ address: address.replace(/\[.*\]$/, ''), expressions: written }] : []));
	return {
		format_version: '1.2', terraform_version: '1.9.5',
		resource_changes: Object.entries(changes).map(([address, { after = null, unknown = {}, sensitive = {}, before = null, actions = ['create'], more }]) => ({
			...partsOf(address), ...more, change: { actions, before, after, after_unknown: unknown, before_sensitive: false, after_sensitive: sensitive },
		})),
		configuration: { root_module: { resources, ...configuration } },
	};
}

export function partsOf(address: string): { address: string; module_address?: string; mode: string; type: string; name: string; index?: string | number } {
	const [, module, data, type, name, index] = /^((?:module\.\w+(?:\[[^\]]*\])?\.)*)(data\.)?(\w+)\.(\w+)(?:\[(.*)\])?$/.exec(address)!;
	return {
		address, ...(module && { module_address: module.slice(0, -1) }), mode: data ? 'data' : 'managed', type: type!, name: name!,
		...(index !== undefined && { index: JSON.parse(index) as string | number }),
	};
}

export const refers = (...references: string[]) => ({ references });
export const constant = (constant_value: unknown) => ({ constant_value });

export class PlanDesign {
	readonly lowered: Lowered;
	readonly before: Architecture;
	readonly architecture: Architecture;

	constructor(readonly text: string) {
		const documents = [{ uri: 'file:///m/plan.json', tree: readJson(text) }];
		this.lowered = lowerShown({ documents })!;
		this.before = new Architecture(lowerShown({ documents }, 'before')!);
		this.architecture = new Architecture(this.lowered, { baseline: this.before });
	}

	get ids(): string[] {
		return this.lowered.resources.map(one => one.id);
	}

	/** Without what no plan says. */
	properties(id: string, { lowered } = this as { lowered: Lowered }): Record<string, unknown> {
		const resource = lowered.resources.find(one => one.id === id);
		if (!resource) throw new Error(`no ${id} among ${this.ids.join(', ')}`);
		const { '@PreventDestroy': _, ...rest } = plain(resource.lower().value) as Record<string, unknown>;
		return rest;
	}

	/** The text of a property's place. */
	at(id: string, pattern: string): string {
		const { range } = this.architecture.resource(id)!.at(pattern).site;
		return this.text.slice(range.start, range.end);
	}

	placed({ site: { range } }: Pick<Value, 'site'>): string {
		return this.text.slice(range.start, range.end);
	}
}

export function design(content: object | string, space: number | undefined = 2): PlanDesign {
	return new PlanDesign(typeof content === 'string' ? content : JSON.stringify(content, undefined, space));
}
