import { buttonClass } from "~/ui/button-class";
import { Notice } from "~/ui/notice";
import { useTranslation } from "~/ui/use-translation";
import { PROPOSAL_BUTTON, type ProposalAct, type Proposing } from "../model/proposals";
import { BESIDE_FORM } from "./section-data";

type ProposalNoticesProps = { proposing: Proposing | null; decided: ProposalAct | null; mayWrite: boolean };

/** On top of a page: that what is written on it is kept apart, and what became of a proposal just now. */
export default function ProposalNotices({ proposing, decided, mayWrite }: ProposalNoticesProps) {
  const { t } = useTranslation("delegations");
  const codes = proposing?.codes.map((code) => `\u2066${code}\u2069`);
  const { t: common } = useTranslation("common");
  return (
    <div className="mb-6 grid gap-4">
      {decided && (
        <Notice tone="success" live>
          {t(`decided.${decided}`)}
        </Notice>
      )}
      {proposing && codes && (
        <Notice
          actions={
            mayWrite && (
              <button form={BESIDE_FORM} name={PROPOSAL_BUTTON} value="ready" className={buttonClass("secondary", "sm")}>
                {t("proposing.call")}
              </button>
            )
          }
        >
          <p>{t("proposing.text", { codes: codes.join(common("list.codes")) })}</p>
          {proposing.ready > 0 && <p>{t("proposing.ready", { count: proposing.ready })}</p>}
        </Notice>
      )}
    </div>
  );
}
