/**
 * The line between the tests, which run inside VS Code's extension host, and the {@link Person} in front of it: a small HTTP
 * service on the loopback interface. A call names a method of the person; `report` hands over results.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Person } from './person.ts';

export interface TestResult {
	readonly name: string;
	readonly ok: boolean;
	readonly milliseconds: number;
	readonly error?: string;
}

export interface Progress {
	readonly tests: readonly TestResult[];
	/** No test follows. */
	readonly finished: boolean;
}

/** The methods of a person that tests may call. */
export type Verb = { [K in keyof Person]: Person[K] extends (...args: never[]) => Promise<unknown> ? K : never }[keyof Person];

export interface Call {
	readonly verb: Verb | 'report';
	readonly args: readonly unknown[];
}

export type Answer = { readonly value: unknown } | { readonly error: string };

/** Serves until closed. Answers never fail at the protocol: what went wrong is said in the answer. */
export async function serveDesk(person: Person, report: (progress: Progress) => void): Promise<{ url: string; close(): void }> {
	const answer = async ({ verb, args }: Call): Promise<Answer> => {
		try {
			if (verb === 'report') return { value: report(args[0] as Progress) ?? null };
			const method = person[verb] as (...args: readonly unknown[]) => Promise<unknown>;
			return { value: (await method.apply(person, [...args])) ?? null };
		} catch (error) {
			return { error: (error as Error).message };
		}
	};
	const server: Server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', async () => {
			const call = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Call;
			response.setHeader('content-type', 'application/json').setHeader('access-control-allow-origin', '*').end(JSON.stringify(await answer(call)));
		});
	});
	await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}
