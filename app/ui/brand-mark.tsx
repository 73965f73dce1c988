/** The portal's own mark, six strokes around one point: six languages, one consultation. Not the emblem of the United Nations. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false" className={className}>
      <rect width="32" height="32" rx="6" className="fill-accent" />
      <circle cx="16" cy="16" r="9" className="fill-none stroke-white" strokeWidth="3" strokeDasharray="6.6 2.825" strokeLinecap="butt" />
      <circle cx="16" cy="16" r="2.6" className="fill-white" />
    </svg>
  );
}
