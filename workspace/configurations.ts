/**
 * The configuration that a plan was made of, and the places in it that the plan's findings are about: the same property of the same
 * resource, since both are read into one vocabulary.
 */
import type { Dialect, SourceDocument, WritePlan } from '../engine/dialects/dialect.ts';
import { Architecture } from '../engine/model/architecture.ts';
import type { Property, Resource } from '../engine/model/resource.ts';
import type { Finding, Place } from '../engine/review/finding.ts';
import type { Settings } from '../engine/review/settings.ts';
import { type SuppressionContext, suppress } from '../engine/review/suppress.ts';
import { type SuppressionEditContext, type SuppressionScope, suppressionEdits } from '../engine/review/suppression-edits.ts';
import { type Suppression, readSuppressions } from '../engine/review/suppressions.ts';
import type { Documents } from './documents.ts';
import { isTerraform } from './languages.ts';
import { moduleIn } from './recognise.ts';
import { parent, resolve } from './uris.ts';

const KEPT = 8;

export interface Configuration {
	readonly sources: readonly SourceDocument[];
	readonly design: Architecture;
	readonly suppressions: readonly Suppression[];
	/** By id, and by id without instance keys, which a configuration need not know. */
	readonly resources: ReadonlyMap<string, Resource>;
}

export class Configurations {
	private readonly known = new Map<string, Configuration>();

	constructor(private readonly documents: Documents) {}

	/** In the directory that the settings name, or the nearest on the way up from the plan that declares some of its resources. */
	async of(uri: string, plan: Architecture, dialect: Dialect, settings: Settings): Promise<Configuration | undefined> {
		const folder = parent(settings.uri);
		if (settings.configuration !== undefined && folder !== undefined) return this.in(resolve(folder, settings.configuration).replace(/\/?$/, '/'), dialect);
		const planned = new Set([...plan.blocks.values()].map(block => withoutKeys(block.address ?? '')));
		for (let directory = parent(uri); directory !== undefined; directory = parent(directory)) {
			const names = await this.documents.in(directory, isTerraform);
			const found = names.length > 0 ? await this.in(directory, dialect) : undefined;
			if (found && ([...found.resources.keys()].some(id => planned.has(id)) || [...found.design.blocks.values()].some(block => planned.has(block.address ?? '?')))) return found;
		}
		return undefined;
	}

	private async in(directory: string, dialect: Dialect): Promise<Configuration> {
		const sources = (await moduleIn(directory, dialect, this.documents)).documents.map(one => one.source);
		const known = this.known.get(directory);
		if (known?.sources.length === sources.length && known.sources.every((one, index) => one === sources[index])) return known;
		const design = new Architecture(dialect.lower({ documents: sources, directory }));
		const resources = new Map<string, Resource>();
		for (const resource of design.resources) {
			for (const id of [resource.id, withoutKeys(resource.id)]) if (!resources.has(id)) resources.set(id, resource);
		}
		const found = { sources, design, resources, suppressions: readSuppressions(design, sources) };
		this.known.delete(directory);
		this.known.set(directory, found);
		if (this.known.size > KEPT) this.known.delete(this.known.keys().next().value!);
		return found;
	}
}

/** Findings with the places where they are written; what is suppressed there is suppressed here. */
export function written(findings: readonly Finding[], configuration: Configuration, context: SuppressionContext): Finding[] {
	const there = new Map<Finding, { readonly finding: Finding; readonly seen: Finding }>();
	for (const finding of findings) {
		const resource = finding.resource && resourceIn(configuration, finding.resource.id, finding.resource.type);
		if (!resource) continue;
		const place = placeIn(resource, finding.path);
		there.set(finding, { finding: { ...finding, written: place }, seen: { ...finding, place, resource: { ...finding.resource!, address: resource.address } } });
	}
	const seen = new Set(suppress([...there.values()].map(one => one.seen), { ...context, suppressions: configuration.suppressions }));
	return findings.flatMap(finding => {
		const one = there.get(finding);
		return one === undefined ? [finding] : seen.has(one.seen) ? [one.finding] : [];
	});
}

/** Suppresses a finding where it is written: the plan itself is made anew each time. */
export function suppressWritten(finding: Finding, scope: SuppressionScope, { what, configuration }: { what: string; configuration: Configuration | undefined }, context: SuppressionEditContext): WritePlan {
	const resource = configuration && finding.resource && resourceIn(configuration, finding.resource.id, finding.resource.type);
	if (!resource || !finding.written) return { refused: `a ${what} is not changed; its configuration was not found` };
	const there = { ...finding, place: finding.written, resource: { ...finding.resource!, id: resource.id, address: resource.address } };
	return suppressionEdits(there, scope, { ...context, documents: configuration.sources, design: configuration.design });
}

function resourceIn({ resources }: Configuration, id: string, type: string): Resource | undefined {
	return [id, id.replace(/\[\d+\]/g, ''), withoutKeys(id)].map(one => resources.get(one)).find(one => one?.type === type);
}

/** The property itself, or of one that is not written the nearest that is written around it. */
function placeIn(resource: Resource, path = ''): Place {
	let at: Property | undefined;
	for (const [, name, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
		const next = name === undefined ? at?.items[Number(index)] : (at ?? resource).at(name);
		if (!next) break;
		at = next;
	}
	const { uri, range } = (at ?? resource).site;
	return { uri, range };
}

function withoutKeys(id: string): string {
	return id.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}
