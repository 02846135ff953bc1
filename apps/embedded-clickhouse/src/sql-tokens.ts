// ClickHouse's lexical grammar: what is a word, a string, a comment. Enough to find where a clause stands, never to judge SQL.

/**
 * One significant token (white space and comments are left out).
 * `word` is a bare word or number, `quoted` an identifier in `"` or backticks, `string` a literal or heredoc,
 * `symbol` one character, `unclosed` a quote or comment that runs to the end of the text.
 */
export interface SqlToken {
  readonly kind: 'word' | 'quoted' | 'string' | 'symbol' | 'unclosed';
  /** Upper case for words, the raw text otherwise. */
  readonly text: string;
  /** Offsets into the text: `start` inclusive, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** How many brackets of any kind are open around it. */
  readonly depth: number;
}

const WHITE_SPACE = /[ \t\n\r\f\v]+/y;
const LINE_COMMENT = /(?:--|\/\/|#[ !])[^\n]*/y;
const WORD = /[A-Za-z0-9_$\u0080-\uffff]+/y;
const HEREDOC_TAG = /\$[A-Za-z0-9_]*\$/y;

/** The tokens of a text, after src/Parsers/Lexer.cpp. Never throws: an unclosed quote becomes the last token. */
export function sqlTokens(text: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  let position = 0;
  let depth = 0;
  while (position < text.length) {
    const skipped = matchAt(WHITE_SPACE, text, position) ?? matchAt(LINE_COMMENT, text, position);
    if (skipped !== undefined) {
      position = skipped;
      continue;
    }
    if (text.startsWith('/*', position)) {
      const end = blockCommentEnd(text, position);
      if (end === undefined) {
        tokens.push({ kind: 'unclosed', text: '/*', start: position, end: text.length, depth });
        break;
      }
      position = end;
      continue;
    }
    const token = tokenAt(text, position, depth);
    if (OPENING.has(token.text)) depth += 1;
    if (CLOSING.has(token.text)) depth = Math.max(0, depth - 1);
    tokens.push(CLOSING.has(token.text) ? { ...token, depth } : token);
    position = token.end;
  }
  return tokens;
}

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

function tokenAt(text: string, start: number, depth: number): SqlToken {
  const first = text[start] ?? '';
  if (first === "'" || first === '"' || first === '`') {
    const end = closingQuoteEnd(text, start, first);
    if (end === undefined) return { kind: 'unclosed', text: first, start, end: text.length, depth };
    return { kind: first === "'" ? 'string' : 'quoted', text: text.slice(start, end), start, end, depth };
  }
  const heredocEnd = first === '$' ? heredocEndAt(text, start) : undefined;
  if (heredocEnd !== undefined) {
    return { kind: 'string', text: text.slice(start, heredocEnd), start, end: heredocEnd, depth };
  }
  const wordEnd = matchAt(WORD, text, start);
  if (wordEnd !== undefined) {
    return { kind: 'word', text: text.slice(start, wordEnd).toUpperCase(), start, end: wordEnd, depth };
  }
  return { kind: 'symbol', text: first, start, end: start + 1, depth };
}

// A backslash escapes the next character, a doubled quote stands for one. A loop, since a regular expression for this
// would keep a back-tracking entry for every character of a long literal.
function closingQuoteEnd(text: string, start: number, quote: string): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) {
      if (text[at + 1] !== quote) return at + 1;
      at += 1;
    }
  }
  return undefined;
}

function heredocEndAt(text: string, start: number): number | undefined {
  const tagEnd = matchAt(HEREDOC_TAG, text, start);
  if (tagEnd === undefined) return undefined;
  const tag = text.slice(start, tagEnd);
  const close = text.indexOf(tag, tagEnd);
  return close === -1 ? undefined : close + tag.length;
}

// Block comments nest in ClickHouse.
function blockCommentEnd(text: string, start: number): number | undefined {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = start;
  let open = 0;
  for (let match = edge.exec(text); match; match = edge.exec(text)) {
    open += match[0] === '/*' ? 1 : -1;
    if (open === 0) return match.index + 2;
  }
  return undefined;
}

function matchAt(pattern: RegExp, text: string, position: number): number | undefined {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
