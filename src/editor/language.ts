import { HighlightStyle, LanguageSupport, LRLanguage, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { styleTags, tags } from '@lezer/highlight';
import { parser } from '../../workers/script/parser.ts';

/** The committed tables of the script's own grammar; what a line means the script worker knows. */
const scenarioLanguage = LRLanguage.define({
  name: 'ledgerward',
  parser: parser.configure({
    props: [styleTags({
      'Heading/Keyword Heading/Word': tags.heading,
      'Moment/...': tags.labelName,
      'Clock Calendar Hours': tags.labelName,
      'Duration Numeral': tags.number,
      'Path Dotted': tags.propertyName,
      Quoted: tags.string,
      'Unclosed Odd': tags.invalid,
      Comment: tags.comment,
    })],
  }),
  languageData: { commentTokens: { line: '#' } },
});

/** Inks of design/tokens.css, each at 4.5:1 or more in every theme; weight and slant say it again. */
const inks = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '700' },
  { tag: tags.labelName, color: 'var(--block)' },
  { tag: tags.number, color: 'var(--block)' },
  { tag: tags.propertyName, fontWeight: '600' },
  { tag: tags.string, color: 'var(--emergency)' },
  { tag: tags.comment, color: 'var(--soft)', fontStyle: 'italic' },
  { tag: tags.invalid, textDecoration: 'underline wavy var(--leak)' },
]);

export function scenario(): Extension {
  return [new LanguageSupport(scenarioLanguage), syntaxHighlighting(inks)];
}
