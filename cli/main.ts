/** The command `plumbline`. */
import { run } from './command.ts';
import { processIO } from './io.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	// Whoever reads the report has seen enough (`plumbline review . | head`).
	if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
	throw error;
});

run(process.argv.slice(2), processIO()).then(
	code => { process.exitCode = code; },
	(error: unknown) => {
		process.stderr.write(`plumbline: internal error: ${error instanceof Error ? error.stack : String(error)}\n`);
		process.exitCode = 2;
	},
);
