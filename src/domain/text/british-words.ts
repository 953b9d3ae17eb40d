import { readPairs } from "./word-pairs.js";

/** Families of British spellings and their American ones; applied in order. */
export const spellingRules: readonly (readonly [british: RegExp, american: string])[] = [
  [
    listParts(
      "arb ard arm behavi cand clam col demean enam endeav fav ferv flav harb hon hum lab neighb od parl ranc rig rum " +
        "savi sav splend succ tum val vap vig",
      "our",
    ),
    "$1or",
  ],
  [listParts("calib fib goit lit lust meag met mit nit och sab scept somb spect theat", "re(?=s?$)"), "$1er"],
  [/cent(?:re(?=s?$|[flp])|r(?=ed$|ing$))/, "center"],
  [/fib(?:re(?=g|o|s?c)|r(?=ed$))/, "fiber"],
  [/manoeuvr(?:e(?=s?$))?/, "maneuver"],
  [listParts("anal catal dial homol monol", "ogu(?:e(?=s?$)|(?=ed$|ing$))"), "$1og"],
  [
    listParts(
      "barrel bevel cancel channel chisel counsel dial duel enamel equal fuel funnel gravel initial jewel kernel label " +
        "level libel marshal marvel model panel parcel pedal pencil quarrel rival shovel shrivel signal spiral stencil " +
        "swivel total travel trial tunnel unravel",
      "l(?=(?:ed|ers?|ings?|ors?|ous|able)$)",
    ),
    "$1",
  ],
  [listParts("bias focus", "s(?=e[ds]|ing)"), "$1"],
  [listParts("benefit target", "t(?=ed|ing)"), "$1"],
  [/(?<=[a-z]{2})lys(?=(?:e|ed|ers?|ing|able)$)/, "lyz"],
  [listParts("def lic off pret", "enc(?=e)"), "$1ens"],
  [/dgement/, "dgment"],
  [/(?<=lik|siz)eable$/, "able"],
  [/sulph/, "sulf"],
  [/haem/, "hem"],
  [/aem(?=i)/, "em"],
  [/paed/, "ped"],
  [/naes(?=th)/, "nes"],
  [/caes(?=ium|arean)/, "ces"],
  [/faec(?=al|es)/, "fec"],
  [/gynaec/, "gynec"],
  [/laeo/, "leo"],
  [/chaeo(?=l)/, "cheo"],
  [/^aetio/, "etio"],
  [/diaeval/, "dieval"],
  [/oesoph/, "esoph"],
  [/oestr(?=[aou])/, "estr"],
  [/oedem/, "edem"],
  [/foet(?=al|us|o)/, "fet"],
  [/rrhoe/, "rrhe"],
  [/coeliac/, "celiac"],
  [/amoeb/, "ameb"],
  [/homoeo/, "homeo"],
  [listParts("conn defl infl refl", "exion"), "$1ection"],
  [/gramme(?=s?$)/, "gram"],
  [/artefact/, "artifact"],
  [/sceptic/, "skeptic"],
  [/mould/, "mold"],
  [/plough/, "plow"],
  [/^enquir/, "inquir"],
  [/^grey(?=$|s$|ish|level|scale)/, "gray"],
];

/** "-ise" and its forms at the end of a word, with at least three letters before. */
export const britishEnding = /(?<=^[a-z]{3,})is(?=(?:e|e[ds]|ers?|ings?|abl[ey]|ability|ations?|ational|ationally)$)/;

/** Up to "is", the words in which this is a part of the word, as in "noise", "pairwise" and "surprise". */
export const keptEnding = new RegExp(
  "(?:w|a|pr|(?<!ti)v|gu|[bc]ru|(?<!mem|zer)o|(?:sun|moon|up)r|(?:^pre|pro|sur|^de)m|(?:con|pre|ex|in|cum|xer)c|" +
    "(?:exper|adver|chas|trea|prac|mor)t|(?:anch|merchand|parad)|^(?:desp|lou|den|val|trell|metropol|marqu))is$",
);

/** Words without a rule. */
export const britishWords = readPairs(`
  aeroplane airplane aeroplanes airplanes ageing aging aluminium aluminum amongst among calliper caliper
  callipers calipers carburettor carburetor cypher cipher dyke dike dykes dikes enrol enroll enrols enrolls
  enrolment enrollment fulfil fulfill fulfils fulfills fulfilment fulfillment instalment installment
  instalments installments instil instill distil distill jewellery jewelry kerb curb kerbs curbs learnt learned
  maths math moustache mustache practise practice practised practiced practises practices practising practicing
  skilful skillful speciality specialty specialities specialties syphon siphon towards toward tyre tire tyres tires
  whilst while wilful willful woollen woolen
`);

function listParts(parts: string, end: string): RegExp {
  return new RegExp(`(${parts.replaceAll(" ", "|")})${end}`);
}
