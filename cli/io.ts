/** The outside world of the command line, so that tests can stand in for it. */
export interface IO {
	readonly cwd: string;
	out(text: string): void;
	err(text: string): void;
	/** Whether colours are wanted on standard output. */
	readonly color: boolean;
	/** Cells of a line of standard output. */
	readonly columns: number;
	/** Whether somebody watches standard error. */
	readonly watched: boolean;
}

export function processIO(): IO {
	const { stdout, stderr, env } = process;
	return {
		cwd: process.cwd(),
		out: text => void stdout.write(text),
		err: text => void stderr.write(text),
		color: stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
		columns: Math.min(stdout.columns ?? 120, 160),
		watched: stderr.isTTY === true && env['TERM'] !== 'dumb',
	};
}
