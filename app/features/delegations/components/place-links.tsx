import { Link } from "@remix-run/react";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { useLanguage } from "~/ui/use-language";
import { anchorOf, placeCode, type NamedPlace } from "../model";

/** Places of a report, each leading to where it is written. */
export function PlaceLinks({ reportId, places }: { reportId: string; places: readonly NamedPlace[] }) {
  const language = useLanguage();
  return (
    <ul className="grid list-disc gap-1 ps-5">
      {places.map((place) => (
        <li key={placeCode(place)}>
          <Link to={`${links.section(language, reportId, place.page)}${anchorOf(place)}`}>
            <Code>{placeCode(place)}</Code> {place.label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
