import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alikeness, groupsAlike, runsOf } from "./alike";

const VOCABULARY = {
  en: "access connectivity rural women youth skills data privacy governance digital public infrastructure affordable inclusive network school health local language content rights security resilience finance partners review action lines internet community development".split(
    " ",
  ),
  fr: "accès connectivité ruraux femmes jeunes compétences données confidentialité gouvernance numérique publique infrastructure abordable inclusif réseau école santé locale langue contenu droits sécurité résilience financement partenaires examen orientations Internet communauté développement".split(
    " ",
  ),
  ru: "доступ связь сельские женщины молодежь навыки данные конфиденциальность управление цифровая общественная инфраструктура доступная инклюзивная сеть школа здоровье местный язык контент права безопасность устойчивость финансирование партнеры обзор направления интернет сообщество развитие".split(
    " ",
  ),
  es: "acceso conectividad rurales mujeres jóvenes competencias datos privacidad gobernanza digital pública infraestructura asequible inclusiva red escuela salud local idioma contenido derechos seguridad resiliencia financiación asociados examen líneas Internet comunidad desarrollo".split(
    " ",
  ),
  ar: "النفاذ التوصيلية الريف المرأة الشباب المهارات البيانات الخصوصية الحوكمة الرقمية العامة البنية التحتية الميسورة الشاملة الشبكة المدرسة الصحة المحلية اللغة المحتوى الحقوق الأمن الصمود التمويل الشركاء الاستعراض".split(
    " ",
  ),
  zh: [..."接入连接农村妇女青年技能数据隐私治理数字公共基础设施可负担包容网络学校卫生本地语言内容权利安全韧性资金伙伴审查行动方面互联网社区发展"],
};

/** Texts of random words, of which some are copies of the same text with up to one word in ten changed; which copy of which is known. */
function planted(seed: number, language: keyof typeof VOCABULARY): { texts: string[]; origin: number[] } {
  let state = seed >>> 0;
  const random = (below: number): number => ((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0), Math.floor((state / 2 ** 32) * below));
  const words = VOCABULARY[language];
  const text = (): string[] => Array.from({ length: 60 + random(140) }, () => words[random(words.length)]!);
  const join = (all: string[]): string => all.join(language === "zh" ? "" : " ");
  const [texts, origin]: [string[], number[]] = [[], []];
  for (let campaign = 0; campaign < 6; campaign++) {
    const model = text();
    for (let copy = 0; copy < 2 + random(12); copy++) {
      texts.push(join(model.map((word) => (random(10) === 0 && copy > 0 ? words[random(words.length)]! : word))));
      origin.push(campaign);
    }
  }
  for (let index = 0; index < 120; index++) {
    texts.push(join(text()));
    origin.push(100 + index);
  }
  return { texts, origin };
}

describe("texts that are alike", () => {
  it.each(Object.keys(VOCABULARY) as (keyof typeof VOCABULARY)[])(
    "are found with precision and recall, planted in %s among others of the same words",
    (language) => {
      let [right, found, there] = [0, 0, 0];
      for (let seed = 1; seed <= 20; seed++) {
        const { texts, origin } = planted(seed * 7919, language);
        const groupOf = new Map(groupsAlike(texts).flatMap((group, index) => group.map((member) => [member, index] as const)));
        for (let a = 0; a < texts.length; a++)
          for (let b = a + 1; b < texts.length; b++) {
            const isSame = origin[a] === origin[b];
            const isFound = groupOf.has(a) && groupOf.get(a) === groupOf.get(b);
            if (isSame) there++;
            if (isFound) found++;
            if (isSame && isFound) right++;
          }
      }
      expect(right / found).toBeGreaterThanOrEqual(0.95);
      expect(right / there).toBeGreaterThanOrEqual(0.9);
    },
  );

  it("are the same whatever the order they are given in", () => {
    const { texts } = planted(42, "en");
    const named = (given: readonly string[]) =>
      groupsAlike(given)
        .map((group) => group.map((index) => given[index]!).sort())
        .sort();
    const orders = fc.shuffledSubarray(texts, { minLength: texts.length, maxLength: texts.length });
    fc.assert(
      fc.property(orders, (shuffled) => {
        expect(named(shuffled)).toEqual(named(texts));
      }),
      { numRuns: 15 },
    );
  });

  it("are not found in a few words, and marks make no difference", () => {
    expect(groupsAlike(["Yes, we agree.", "Yes, we agree."])).toEqual([]);
    const text = "Connectivity of rural schools must be affordable, and women must have the skills to use it.";
    expect(alikeness(runsOf(text), runsOf(`**${text.toUpperCase()}**`))).toBe(1);
  });
});
